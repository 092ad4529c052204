namespace Lightcone.Flows.Typed;

/// <summary>Operations of two formulas.</summary>
internal enum BinaryOperation
{
    Add,
    Subtract,
    Multiply,
    Divide,
}

/// <summary>Operations of one formula; all but <see cref="Negate"/> are functions that a text may name in lower case.</summary>
internal enum UnaryOperation
{
    Negate,
    Sin,
    Cos,
    Tan,
    Exp,
    Log,
    Sqrt,
    Abs,
    Sign,
    Tanh,
}
