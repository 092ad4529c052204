using System.Numerics;
using Lightcone.Foundation.Random;

namespace Lightcone.Tasks;

/// <summary>A task on two natural numbers of any length, written digit by digit along the lattice, least significant first.</summary>
public sealed record ArithmeticTask : LocalTask
{
    /// <summary>The base of the digits on the lattice.</summary>
    public required int Base { get; init; }

    /// <summary>The sign between the operands: '+', '-', '*' or '?' for a comparison.</summary>
    public required char Sign { get; init; }

    /// <summary>How numbers stand in the cells of a task that computes in place, which then takes the place of <see cref="Encoder"/> and <see cref="Decoder"/>; null for other tasks.</summary>
    public DigitCode? Code { get; init; }

    /// <summary>How digits and carries stand in the cells of a task on the grid of the outer product, of which its proof speaks; null for other tasks.</summary>
    public OuterProductCode? Grid { get; init; }

    /// <summary>Places operands on a lattice for a given number of digits: (a, b, digits). Not asked where there is a <see cref="Code"/>.</summary>
    public required Func<Natural, Natural, int, Lattice> Encoder { get; init; }

    /// <summary>Reads the answer off the final lattice with a readout (null when the task has none).</summary>
    public required Func<Lattice, LocalRule?, Answer> Decoder { get; init; }

    /// <summary>The number of steps that synchronous updating takes, by theory; null when there is no such law.</summary>
    public Func<Natural, Natural, long>? StepLaw { get; init; }

    /// <summary>The operands of a given number of digits that take the most steps.</summary>
    public required Func<int, (Natural A, Natural B)> WorstCase { get; init; }

    /// <summary>The lattice that computes on <paramref name="a"/> and <paramref name="b"/>.</summary>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second operand.</param>
    /// <param name="digits">Digits on the lattice; at least those of the longer operand, which is the default, and at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operands have more digits.</exception>
    public Lattice Encode(Natural a, Natural b, int? digits = null)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        a = a.InBase(Base);
        b = b.InBase(Base);
        int needed = Digits(a, b);
        if (digits < needed)
            throw new ArgumentOutOfRangeException(nameof(digits), $"The operands have {needed} digits in base {Base}; {digits} are too few.");
        return Code is null ? Encoder(a, b, digits ?? needed) : Code.Encode(a, b, digits ?? needed);
    }

    /// <summary>The answer on a final lattice.</summary>
    /// <param name="final">The fixed point.</param>
    /// <param name="readout">The readout to use, for instance a learned one; the task's own when left out.</param>
    public Answer Decode(Lattice final, LocalRule? readout = null) => Code is null ? Decoder(final, readout ?? Readout) : Code.Decode(final);

    /// <summary>The same, or null where a cell holds no digit: so a wrong rule may come to rest.</summary>
    internal Answer? TryDecode(Lattice final, LocalRule? readout)
    {
        try
        {
            return Decode(final, readout);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Digits needed on the lattice: those of the longer operand, at least 1.</summary>
    public int Digits(Natural a, Natural b) => Math.Max(1, Math.Max(a.InBase(Base).Length, b.InBase(Base).Length));

    /// <summary>Two uniformly random operands of exactly <paramref name="digits"/> digits each, leading zeros allowed.</summary>
    public (Natural A, Natural B) Random(int digits, RandomStream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] symbols = new byte[2 * digits];
        stream.FillSymbols(symbols, Base);
        return (Natural.FromDigits(Base, symbols.AsSpan(0, digits)), Natural.FromDigits(Base, symbols.AsSpan(digits)));
    }

    /// <summary>Whether an answer is right, by the base library's BigInteger, which shares nothing with the rule.</summary>
    public bool IsCorrect(Natural a, Natural b, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        BigInteger x = a.ToBigInteger();
        BigInteger y = b.ToBigInteger();
        if (Sign == '?')
            return answer.Relation == (x < y ? "<" : x > y ? ">" : "=");
        BigInteger found = answer.Magnitude is null ? -1 : answer.IsNegative ? -answer.Magnitude.ToBigInteger() : answer.Magnitude.ToBigInteger();
        return answer.Magnitude is not null && found == (Sign == '+' ? x + y : Sign == '-' ? x - y : x * y);
    }
}
