using System.Numerics;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Patterns;

/// <summary>A pattern as its file says it, before it is laid on any lattice: living cells, rule, grid, place, generation, comments. Any size and any rule, also one that nothing here runs.</summary>
public sealed record Pattern
{
    /// <summary>The cells, where they lie on the plane; from column 0 and row 0 on where the file does not say (<see cref="IsPlaced"/>).</summary>
    public required Quadtree Cells { get; init; }

    /// <summary>The rule's name or notation without the grid; null when the file names none, which means Life (B3/S23).</summary>
    public string? Rule { get; init; }

    /// <summary>The grid; null, the default, for the endless plane.</summary>
    public PatternGrid? Grid { get; init; }

    /// <summary>The rectangle that the file speaks of: the header's of an RLE file, else the smallest around what lives.</summary>
    public CellBox Box { get; init; }

    /// <summary>Whether the file says where on the plane the cells lie. False by default.</summary>
    public bool IsPlaced { get; init; }

    /// <summary>The generation, from 0, the default, on.</summary>
    public BigInteger Generation { get; init; }

    /// <summary>Comments as an RLE file has them, a line each that begins with # and a letter: C for text, N for a name, O for an author. Empty by default.</summary>
    public string Comments { get; init; } = "";

    /// <summary>The text of a rule file in Golly's format that came with the pattern: after it in the same file, or beside it in an archive; null, the default, when there was none.</summary>
    public string? RuleText { get; init; }

    /// <summary>The rule with its grid as a suffix; null when the file says neither.</summary>
    public string? FullRule => Grid is null ? Rule : $"{Rule}:{Grid}";
}
