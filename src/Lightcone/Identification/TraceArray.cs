using System.Collections.Immutable;
using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;

namespace Lightcone.Identification;

/// <summary>A NumPy array as a recording: axes (step, cell) or (run, step, cell) for rows; (step, row, column) or (run, step, row, column) for grids. Messages count its configurations from 1 where a text has lines.</summary>
internal static class TraceArray
{
    public static Recording Parse(ReadOnlySpan<byte> content, int dimensions, Alphabet? alphabet, string? file)
    {
        NpyArray array = NpyArray.Parse(content, file);
        int axes = array.Shape.Length;
        if (axes != dimensions + 1 && axes != dimensions + 2)
            throw new InputException(
                $"expected {(dimensions == 1 ? "the axes (step, cell) or (run, step, cell)" : "the axes (step, row, column) or (run, step, row, column)")}, found the shape ({string.Join(", ", array.Shape)}).{(dimensions == 1 ? " Is it a grid?" : " Is it a row?")}",
                new SourceLocation(file),
                new Setting("dimensions", dimensions == 1 ? "2" : "1"));
        byte[] cells = array.ToBytes(file);
        int steps = array.Shape[^(dimensions + 1)];
        if (cells.Length == 0 || steps < 2)
            throw new InputException($"there is no step: the shape is ({string.Join(", ", array.Shape)}).", new SourceLocation(file));
        int highest = cells.Max();
        if (alphabet is null)
            SymbolCount.Require(cells.Distinct().Count(), cells.Length, file);
        alphabet ??= Alphabet.Digits(Math.Max(2, highest + 1));
        if (highest >= alphabet.Size)
            throw new InputException($"the array holds {highest}, which is the number of no symbol of {alphabet}.", new SourceLocation(file));
        Shape shape = dimensions == 1 ? Shape.Row(array.Shape[^1]) : Shape.Grid(array.Shape[^1], array.Shape[^2]);
        RecordedConfiguration[] frames = [.. cells.Chunk(shape.Count).Select((part, number) => new RecordedConfiguration(shape, part, number + 1))];
        return new Recording(alphabet, dimensions, [.. frames.Chunk(steps).Select(static run => run.ToImmutableArray())], file, "lines are the array's configurations, counted from 1.");
    }
}
