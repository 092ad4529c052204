using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>What a cell at the edge sees beyond it: the other edge, a constant symbol, or its own mirror image. In two dimensions the same holds on all four sides.</summary>
/// <example>
/// <code>
/// Boundary ring = Boundary.Periodic, wall = Boundary.Fixed(1), mirror = Boundary.Parse("reflecting", Alphabet.Binary);
/// </code>
/// </example>
public abstract record Boundary
{
    private Boundary()
    {
    }

    /// <summary>A ring, or a torus in two dimensions.</summary>
    public static Boundary Periodic { get; } = new PeriodicBoundary();

    /// <summary>A mirror at the outer side of the last cell: the cell beyond the edge is the edge cell itself.</summary>
    public static Boundary Reflecting { get; } = new ReflectingBoundary();

    /// <summary>A wall: every cell outside holds <paramref name="symbol"/> for ever.</summary>
    public static Boundary Fixed(byte symbol = 0) => new FixedBoundary(symbol);

    /// <summary>Reads a boundary's name: <c>periodic</c>, <c>reflecting</c>, <c>fixed</c> or <c>fixed:SYMBOL</c> with a symbol of <paramref name="alphabet"/>.</summary>
    /// <exception cref="InputException">The text names no boundary.</exception>
    public static Boundary Parse(string text, Alphabet alphabet)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(alphabet);
        string[] parts = text.Split(':', 2);
        return parts switch
        {
            ["periodic"] or ["ring"] or ["torus"] => Periodic,
            ["reflecting"] => Reflecting,
            ["fixed"] => Fixed(),
            ["fixed", string name] when alphabet.TryParse(name, out byte symbol) => Fixed(symbol),
            ["fixed", string name] => throw new InputException($"symbol '{name}' is not in this rule's alphabet {alphabet}. Use one of its symbols, for instance fixed:{alphabet.Names[0]}."),
            _ => throw new InputException($"'{text}' is not a boundary. Use periodic (a ring or torus), reflecting, fixed or fixed:SYMBOL."),
        };
    }

    /// <summary>Where the cell at coordinate <paramref name="at"/>, possibly outside, is found on an axis of <paramref name="length"/> cells; -1 when it is part of the wall.</summary>
    internal abstract long Locate(long at, long length);

    /// <inheritdoc cref="Locate(long, long)"/>
    internal int Locate(int at, int length) => (int)Locate((long)at, length);

    /// <summary>The number of the cell that another one reads at an offset; -1 when that is part of the wall.</summary>
    internal int Locate(Shape shape, int cell, Offset offset)
    {
        int x = Locate((cell % shape.Width) + offset.X, shape.Width);
        int y = Locate((cell / shape.Width) + offset.Y, shape.Height);
        return x < 0 || y < 0 ? -1 : (y * shape.Width) + x;
    }

    /// <summary>A ring or torus.</summary>
    public sealed record PeriodicBoundary : Boundary
    {
        internal PeriodicBoundary()
        {
        }

        /// <summary>The name that <see cref="Parse"/> reads.</summary>
        public override string ToString() => "periodic";

        internal override long Locate(long at, long length)
        {
            long rest = at % length;
            return rest < 0 ? rest + length : rest;
        }
    }

    /// <summary>A mirror.</summary>
    public sealed record ReflectingBoundary : Boundary
    {
        internal ReflectingBoundary()
        {
        }

        /// <summary>The name that <see cref="Parse"/> reads.</summary>
        public override string ToString() => "reflecting";

        internal override long Locate(long at, long length)
        {
            long period = 2 * length;
            long rest = at % period;
            if (rest < 0)
                rest += period;
            return rest < length ? rest : period - 1 - rest;
        }
    }

    /// <summary>A wall of one symbol.</summary>
    /// <param name="Symbol">The number of the symbol outside.</param>
    public sealed record FixedBoundary(byte Symbol) : Boundary
    {
        /// <summary>The wall with its symbol's number.</summary>
        public override string ToString() => $"fixed:{Symbol}";

        internal override long Locate(long at, long length) => at >= 0 && at < length ? at : -1;
    }
}
