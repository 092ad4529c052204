using Lightcone.Engines.Lanes;
using Lightcone.Formats;

namespace Lightcone.Engines.Stepping;

/// <summary>A run of a two-state rule on a grid that is kept in bits, and can be read and written row by row.</summary>
internal abstract class BitGridStepper : Stepper
{
    private readonly BitRows rows;

    /// <param name="shape">The grid.</param>
    protected BitGridStepper(Shape shape)
    {
        Shape = shape;
        rows = new BitRows(shape.Width);
    }

    /// <summary>The grid.</summary>
    public Shape Shape { get; }

    /// <summary>How many cells are 1.</summary>
    public abstract long Population { get; }

    /// <summary>Reads a row: cell 64 w + j is bit j of word w.</summary>
    public abstract void ReadRow(int y, Span<ulong> bits);

    /// <summary>Writes a row; <see cref="Written"/> has to follow before the run goes on.</summary>
    public abstract void WriteRow(int y, ReadOnlySpan<ulong> bits);

    /// <summary>Says that rows were written.</summary>
    public abstract void Written();

    public override void CopyTo(Span<byte> cells)
    {
        for (int y = 0; y < Shape.Height; y++)
        {
            ReadRow(y, rows.Bits);
            rows.CopyTo(cells.Slice(y * Shape.Width, Shape.Width));
        }
    }

    public override void Load(ReadOnlySpan<byte> cells)
    {
        for (int y = 0; y < Shape.Height; y++)
        {
            rows.Load(cells.Slice(y * Shape.Width, Shape.Width));
            WriteRow(y, rows.Bits);
        }

        Written();
    }

    /// <summary>Takes over the cells of another run on the same grid.</summary>
    public void Load(BitGridStepper other)
    {
        for (int y = 0; y < Shape.Height; y++)
        {
            other.ReadRow(y, rows.Bits);
            WriteRow(y, rows.Bits);
        }

        Written();
    }
}
