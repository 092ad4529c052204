using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Quadtrees;

namespace Lightcone.Formats.Golly;

/// <summary>A pattern in Golly's extended RLE: cells by run lengths under a header with width, height and rule (docs/rule-files.md).</summary>
/// <remarks>
/// <para>A suffix of the rule says the boundary: <c>:T30,20</c> is a torus, <c>:T30,1</c>, or <c>:T30,0</c> with a single row, a ring, <c>:P30,20</c> a plane whose outside is symbol 0 for ever. Without one, or along a side of 0, the pattern lies on the endless plane,
/// of which <see cref="Lattice"/> is the rectangle that the header names; <see cref="WithRoom"/> makes it large enough to be run.</para>
/// <para>Golly keeps the cells of rules with B0 in their complement, those with S8 always, the others at odd generations. Here cells are what the rule means; they are turned when such a file is read or written (<see cref="IsInverted"/>).</para>
/// </remarks>
public sealed record RunLengthPattern
{
    /// <summary>The cells. Their boundary is that of the rule's suffix; of an endless pattern, walls of <see cref="Background"/>.</summary>
    public required Lattice Lattice { get; init; }

    /// <summary>The name of the rule, without the suffix; null when the header has none, which means Life (B3/S23) to Golly. Null is written as "unknown" where a boundary needs a name before it.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether the plane goes on for ever to the left and right of <see cref="Lattice"/>. False by default.</summary>
    public bool IsEndlessAcross { get; init; }

    /// <summary>Whether the plane goes on for ever above and below <see cref="Lattice"/>. False by default, and in one dimension.</summary>
    public bool IsEndlessDown { get; init; }

    /// <summary>The symbol all around an endless pattern, 0 by default; 1 where a file of a rule with B0 is kept inverted.</summary>
    public byte Background { get; init; }

    /// <summary>Where the first cell lies on Golly's plane, x to the right and y down; null, the default, when the file does not say.</summary>
    public (int X, int Y)? Corner { get; init; }

    /// <summary>The generation of the pattern, from 0, the default, on.</summary>
    public long Generation { get; init; }

    /// <summary>Comments, a line each as an RLE file has them (<see cref="Pattern.Comments"/>). Empty by default.</summary>
    public string Comments { get; init; } = "";

    /// <summary>Whether the plane is endless in a direction.</summary>
    public bool IsEndless => IsEndlessAcross || IsEndlessDown;

    /// <summary>Whether the file holds the complement of the cells, as Golly's files do of rules with B0: with S8 always, without it at odd generations.</summary>
    public bool IsInverted => BirthOnZero.IsInverted(Rule, Generation);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="alphabet">The symbols; left out, two symbols for W and B/S rules, else as many as occur, named 0, 1, 2, ...</param>
    /// <param name="dimensions">1 or 2; left out, 1 for W rules and for a ring <c>:Tn,1</c> or <c>:Tn,0</c> of a single row under a rule that is not a B/S rule, else 2.</param>
    /// <param name="boundary">The boundary where the file has none, on the rectangle that the header names; left out, such a pattern lies on the endless plane.</param>
    /// <param name="shape">The lattice to place the pattern in, in its middle, periodic where neither the file nor <paramref name="boundary"/> says otherwise; left out, the size that the suffix or the header says.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The text is no such pattern, does not fit, or holds a topology that a lattice cannot have.</exception>
    public static RunLengthPattern Parse(string text, Alphabet? alphabet = null, int? dimensions = null, Boundary? boundary = null, Shape? shape = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Of(RunLengthReader.Read(text, file), alphabet, dimensions, boundary, shape, file);
    }

    /// <summary>Lays a pattern of any format on a lattice.</summary>
    /// <param name="pattern">What the file says.</param>
    /// <param name="alphabet">The symbols; left out, those of the rule's notation, else as many as occur.</param>
    /// <param name="dimensions">1 or 2; left out, as in <see cref="Parse"/>.</param>
    /// <param name="boundary">The boundary where the file has none.</param>
    /// <param name="shape">The lattice to place the pattern in, in its middle.</param>
    /// <param name="file">A name for error messages.</param>
    /// <exception cref="InputException">The pattern takes more than 2^28 cells, does not fit, or its grid is on a surface that a lattice cannot have.</exception>
    public static RunLengthPattern Of(Pattern pattern, Alphabet? alphabet = null, int? dimensions = null, Boundary? boundary = null, Shape? shape = null, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new PatternPlacement(pattern, alphabet, dimensions, file).On(boundary, shape);
    }

    /// <summary>Writes the pattern; lines are at most 70 characters long.</summary>
    /// <exception cref="InputException">RLE cannot say it: a frozen input field, a reflecting boundary, walls of a symbol that Golly's planes do not have, an odd Wolfram number. The message says which.</exception>
    public string Format() => RunLengthWriter.Write(RunLengthHeader.Of(this), Quadtree.RowsOf(Stored), Lattice.Alphabet.Size <= 2);

    /// <summary>The same as a pattern that any format writes.</summary>
    /// <exception cref="InputException">No file can say it; the message says why.</exception>
    public Pattern ToPattern()
    {
        Pattern header = RunLengthHeader.Of(this);
        return header with { Cells = Quadtree.FromLattice(Stored, (long)header.Box.Left, (long)header.Box.Top) };
    }

    /// <summary>The cells as files hold them.</summary>
    private Lattice Stored => IsInverted && Lattice.Alphabet.Size == 2 ? Lattice.Adopt(BirthOnZero.Turn(Lattice.Cells)) : Lattice;

    /// <summary>An endless pattern on a lattice with so much room around it that nothing reaches itself within <paramref name="steps"/> steps: there each cell is what it is on the endless plane, and cell 0 is still background. Other patterns stay as they are.</summary>
    /// <param name="rule">The rule that will run; its reach is the fastest that anything moves.</param>
    /// <param name="steps">How many steps, at least 0.</param>
    /// <returns>The pattern in the middle of a torus, or between walls where the other sides are walls.</returns>
    /// <exception cref="InputException">So much room would take more than 2^28 cells, or the rule does not leave the background alone beside walls.</exception>
    public RunLengthPattern WithRoom(LocalRule rule, long steps)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        if (!IsEndless)
            return this;
        Shape shape = Lattice.Shape;
        long margin = (long)Math.Min(steps, int.MaxValue) * Math.Max(1, rule.Signature.StateNeighborhood.Reach) + 1;
        (long across, long down) = (IsEndlessAcross ? margin : 0, IsEndlessDown ? margin : 0);
        (double width, double height) = (shape.Width + (2.0 * across), shape.Height + (2.0 * down));
        if (width * height > RunLengthReader.MaxCells)
            throw new InputException(FormattableString.Invariant($"the pattern has no grid, and room for {steps:N0} steps around it on the endless plane takes {width:0} x {height:0} cells, more than {RunLengthReader.MaxCells:N0}. Run fewer steps, or give it a lattice of a size."));
        byte[] around = [.. Enumerable.Repeat(Background, rule.Signature.Positions)];
        bool isWalled = Lattice.Boundary is Boundary.FixedBoundary && !(IsEndlessAcross && IsEndlessDown) && shape.Dimensions == 2;
        if (isWalled && rule.Apply(around) != Background)
            throw new InputException($"beside its walls this pattern is endless, and its rule does not leave the background of {Lattice.Alphabet.Names[Background]} alone. Give both sides of the grid a size.");
        Shape room = shape.Dimensions == 1 ? Shape.Row((int)width) : Shape.Grid((int)width, (int)height);
        byte[] cells = new byte[room.Count];
        Array.Fill(cells, Background);
        for (int y = 0; y < shape.Height; y++)
            Lattice.Cells.Slice(y * shape.Width, shape.Width).CopyTo(cells.AsSpan((int)(((y + down) * room.Width) + across)));
        return this with
        {
            Lattice = Lattice.Adopt(Lattice.Alphabet, room, isWalled ? Lattice.Boundary : Boundary.Periodic, cells, null),
            Corner = Corner is { } at ? ((int)(at.X - across), (int)(at.Y - down)) : null,
        };
    }
}
