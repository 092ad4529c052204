using System.Collections.Immutable;

namespace Lightcone.Flows.Typed;

/// <summary>Formulas laid out as instructions, each writing the next register.</summary>
internal sealed class Tape
{
    private readonly List<Instruction> instructions = [];
    private readonly Dictionary<Expression, int> places = [];
    private readonly ImmutableArray<int> results;

    public Tape(IEnumerable<Expression> formulas) => results = [.. formulas.Select(Place)];

    private enum Kind
    {
        Number,
        Component,
        Time,
        Binary,
        Unary,
        Power,
    }

    /// <summary>Computes all formulas at one state.</summary>
    public void Run<T>(double time, ReadOnlySpan<T> state, Span<T> values)
        where T : unmanaged, IReal<T>
    {
        Span<T> registers = instructions.Count <= 64 ? stackalloc T[64] : new T[instructions.Count];
        for (int i = 0; i < instructions.Count; i++)
        {
            Instruction step = instructions[i];
            registers[i] = step.Kind switch
            {
                Kind.Number => step.Value,
                Kind.Component => state[step.A],
                Kind.Time => time,
                Kind.Binary => Binary((BinaryOperation)step.Operation, registers[step.A], registers[step.B]),
                Kind.Unary => FlowProgram.Apply((UnaryOperation)step.Operation, registers[step.A]),
                _ => WholePower.Of(registers[step.A], step.B),
            };
        }

        for (int i = 0; i < results.Length; i++)
            values[i] = registers[results[i]];
    }

    private static T Binary<T>(BinaryOperation operation, T a, T b)
        where T : unmanaged, IReal<T> => operation switch
        {
            BinaryOperation.Add => a + b,
            BinaryOperation.Subtract => a - b,
            BinaryOperation.Multiply => a * b,
            _ => a / b,
        };

    private int Place(Expression formula)
    {
        if (places.TryGetValue(formula, out int known))
            return known;
        Instruction step = formula switch
        {
            Expression.Number n => new(Kind.Number, 0, 0, 0, n.Value),
            Expression.Component c => new(Kind.Component, 0, c.Index, 0, 0),
            Expression.Binary b => new(Kind.Binary, (int)b.Operation, Place(b.Left), Place(b.Right), 0),
            Expression.Unary u => new(Kind.Unary, (int)u.Operation, Place(u.Of), 0, 0),
            Expression.WholePower p => new(Kind.Power, 0, Place(p.Base), p.Exponent, 0),
            _ => new(Kind.Time, 0, 0, 0, 0),
        };
        instructions.Add(step);
        places.Add(formula, instructions.Count - 1);
        return instructions.Count - 1;
    }

    private readonly record struct Instruction(Kind Kind, int Operation, int A, int B, double Value);
}
