using System.Runtime.CompilerServices;
using Lightcone.Engines.Stepping;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.HashLife;

/// <summary>
/// What a cell is to HashLife: one byte that spells its state, the class of its frozen context, and whether it is a mirror image, so that a cell's future depends on the bytes around it and on nothing else.
/// A wall is a cell that never changes; a mirror image reads its neighbors the other way round.
/// </summary>
internal sealed class HashCells
{
    /// <summary>The most pairs of state and class: each may be a cell or its image, and one byte is the wall.</summary>
    public const int MostPairs = 127;

    private readonly byte[] results;
    private readonly int[] weights;
    private readonly int[] offsets;
    private readonly int states;
    private readonly int[] shares = new int[256];
    private readonly byte[] stateOf = new byte[256];

    private HashCells(EssentialTable table)
    {
        results = table.Results;
        weights = table.StateWeights.ToArray();
        offsets = [.. table.StateOffsets.Select(static offset => offset.X)];
        states = table.StateSize;
        Reach = Math.Max(1, offsets.Select(Math.Abs).DefaultIfEmpty().Max());
        Pairs = states * (table.FrozenOffsets.Length == 0 ? 1 : table.Sizes[0]);
        for (int code = 0; code < 2 * Pairs; code++)
        {
            stateOf[code] = (byte)(code % states);
            shares[code] = table.FrozenOffsets.Length == 0 ? 0 : code % Pairs / states * table.Weights[0];
        }
    }

    private HashCells(HashCells cells, byte[] stateOf)
    {
        (results, weights, offsets, states, shares) = (cells.results, cells.weights, cells.offsets, cells.states, cells.shares);
        (Reach, Pairs, this.stateOf) = (cells.Reach, cells.Pairs, stateOf);
    }

    /// <summary>How far a cell reads, at least 1.</summary>
    public int Reach { get; }

    /// <summary>Pairs of state and class.</summary>
    public int Pairs { get; }

    /// <summary>The byte of a wall.</summary>
    public byte Wall => (byte)(2 * Pairs);

    /// <summary>The cells of a rule, made once for all its runs; null when there are too many kinds, or it is no rule on rows.</summary>
    public static HashCells? Of(RuleForms rule) => rule.Form(static rule => TryFind(rule.Merged));

    /// <summary>The cells of a rule; null when there are too many kinds, or it is no rule on rows.</summary>
    /// <param name="table">The table with its frozen contexts merged.</param>
    public static HashCells? TryFind(EssentialTable? table) =>
        table is { Dimensions: 1 } && table.StateSize * (table.FrozenOffsets.Length == 0 ? 1 : table.Sizes[0]) <= MostPairs ? new HashCells(table) : null;

    /// <summary>The same cells before a wall of another symbol.</summary>
    public HashCells WithWall(byte symbol)
    {
        byte[] own = [.. stateOf];
        own[Wall] = symbol;
        return new HashCells(this, own);
    }

    /// <summary>The byte of a cell.</summary>
    /// <param name="state">Its state.</param>
    /// <param name="frozenClass">The class of its frozen context, 0 without a frozen field.</param>
    /// <param name="isImage">Whether it is the image of the cell in a mirror.</param>
    public byte Code(byte state, byte frozenClass, bool isImage) => (byte)((isImage ? Pairs : 0) + (frozenClass * states) + state);

    /// <summary>The state of a cell.</summary>
    public byte State(byte code) => stateOf[code];

    /// <summary>One step of all cells that have their neighbors in the row.</summary>
    /// <param name="row">The cells.</param>
    /// <param name="next">Receives all of them but <see cref="Reach"/> at each end, from its beginning on.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(ReadOnlySpan<byte> row, Span<byte> next)
    {
        byte wall = Wall;
        for (int i = Reach; i < row.Length - Reach; i++)
        {
            byte code = row[i];
            if (code != wall)
            {
                int number = shares[code];
                int direction = code >= Pairs ? -1 : 1;
                for (int k = 0; k < offsets.Length; k++)
                    number += weights[k] * stateOf[row[i + (direction * offsets[k])]];
                code = (byte)(code - stateOf[code] + results[number]);
            }

            next[i - Reach] = code;
        }
    }
}
