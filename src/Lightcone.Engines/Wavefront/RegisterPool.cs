namespace Lightcone.Engines.Wavefront;

/// <summary>Locals given out and taken back, the last one back first. A pass that needs no more of them than the processor has registers runs without touching the stack.</summary>
internal sealed class RegisterPool
{
    private readonly Stack<int> free = [];
    private int values;

    /// <summary>How many were ever in use at the same time.</summary>
    public int Count { get; private set; }

    /// <summary>A value in a local of its own, held once.</summary>
    public Value Take()
    {
        Value value = new() { Uses = 1 };
        Place(value);
        return value;
    }

    /// <summary>Gives a value a local.</summary>
    public void Place(Value value)
    {
        value.Local = free.Count > 0 ? free.Pop() : Count++;
        value.Number = values++;
    }

    /// <summary>One holder less; the last one gives the local back.</summary>
    public void Release(Value value)
    {
        if (--value.Uses == 0 && value.Memory is null)
            free.Push(value.Local);
    }

    /// <summary>A vector that a pass computes or reads.</summary>
    public sealed class Value
    {
        /// <summary>The local it is in; -1 while it is in none.</summary>
        public int Local { get; set; } = -1;

        /// <summary>Which value it is that was given a local, counted from 0.</summary>
        public int Number { get; set; }

        /// <summary>How many readers and slots still hold it.</summary>
        public int Uses { get; set; }

        /// <summary>The place in memory of a value that is read from there each time; null for one in a local.</summary>
        public StageOperation.Operand? Memory { get; private init; }

        /// <summary>The value as an operand.</summary>
        public StageOperation.Operand Operand => Memory ?? new StageOperation.Operand(StageOperation.Space.Local, Local);

        /// <summary>A value that stays in memory.</summary>
        public static Value InMemory(StageOperation.Operand place) => new() { Memory = place };
    }
}
