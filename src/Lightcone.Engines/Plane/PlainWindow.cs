using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Plane;

/// <summary>The same by the rule's table, cell by cell: for machines without vectors or code made at run time, and to hold the compiled one to.</summary>
internal sealed unsafe class PlainWindow(MooreTable table) : WindowPass
{
    private readonly byte[] results = [.. Enumerable.Range(0, MooreTable.Neighborhoods).Select(n => (byte)(table[n] ? 1 : 0))];

    public override void Run(uint* rows, int generations)
    {
        uint* next = stackalloc uint[Side];
        for (int i = 0; i < generations; i++)
        {
            for (int y = 0; y < Side; y++)
                next[y] = Row(y == 0 ? 0 : rows[y - 1], rows[y], y == Side - 1 ? 0 : rows[y + 1]);
            for (int y = 0; y < Side; y++)
                rows[y] = next[y];
        }
    }

    private uint Row(uint above, uint own, uint below)
    {
        uint row = 0;
        int neighborhood = 0;
        // A column enters as the highest three of nine bits and moves down as the cell moves on.
        for (int x = 0; x <= Side; x++)
        {
            int column = x == Side ? 0 : (int)(((above >> x) & 1) | (((own >> x) & 1) << 1) | (((below >> x) & 1) << 2));
            neighborhood = (neighborhood >> 3) | (column << 6);
            if (x > 0)
                row |= (uint)results[neighborhood] << (x - 1);
        }

        return row;
    }
}
