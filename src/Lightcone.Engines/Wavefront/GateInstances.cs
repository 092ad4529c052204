using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Wavefront;

/// <summary>The look-ups of one stage. A look-up that two neighboring cells share is made once.</summary>
internal sealed class GateInstances
{
    private readonly List<Instance> instances = [];
    private readonly Dictionary<(byte Function, object A, object B, object C), RegisterPool.Value> known = [];
    private int emitted;

    /// <summary>Stands for the constant 0.</summary>
    public static RegisterPool.Value Zero { get; } = new();

    /// <summary>Stands for the constant 1.</summary>
    public static RegisterPool.Value One { get; } = new();

    /// <summary>The result of a look-up.</summary>
    public RegisterPool.Value Add(byte function, RegisterPool.Value a, RegisterPool.Value b, RegisterPool.Value c)
    {
        (byte, object, object, object) key = (function, Identity(a), Identity(b), Identity(c));
        if (known.TryGetValue(key, out RegisterPool.Value? value))
            return value;
        value = new RegisterPool.Value();
        instances.Add(new Instance(value, function, a, b, c));
        foreach (RegisterPool.Value operand in (ReadOnlySpan<RegisterPool.Value>)[a, b, c])
            operand.Uses++;
        known.Add(key, value);
        return value;
    }

    /// <summary>The value in a register: a constant is made, a value in memory loaded.</summary>
    public RegisterPool.Value InRegister(RegisterPool.Value value)
    {
        const byte pass = 0b1111_0000;
        if (value == Zero || value == One)
        {
            // A look-up that ignores what it reads; a local is not needed for that.
            RegisterPool.Value anything = RegisterPool.Value.InMemory(new StageOperation.Operand(StageOperation.Space.Source, 0));
            return Add(value == One ? (byte)255 : (byte)0, anything, anything, anything);
        }

        return value.Memory is null ? value : Add(pass, value, value, value);
    }

    /// <summary>Writes the next instructions; every value gets the local of one that ends there, if there is one.</summary>
    /// <param name="pool">The locals.</param>
    /// <param name="operations">Receives the instructions.</param>
    /// <param name="most">The most look-ups to write.</param>
    /// <returns>How many there were.</returns>
    public int Emit(RegisterPool pool, List<StageOperation> operations, int most)
    {
        int end = (int)Math.Min(instances.Count, (long)emitted + most);
        int first = emitted;
        for (; emitted < end; emitted++)
            Emit(instances[emitted], pool, operations);
        return end - first;
    }

    private static void Emit(Instance instance, RegisterPool pool, List<StageOperation> operations)
    {
        LookupNetwork.Gate order = new(0, 1, 2, instance.Function);
        RegisterPool.Value[] operands = [instance.A, instance.B, instance.C];
        // The instruction overwrites its first operand, so the one that ends here goes first; what is in memory goes last, where the instruction can read it.
        // Of several that end the oldest is overwritten: so results follow each other through the registers as their operands do.
        int ending = -1;
        for (int i = 0; i < operands.Length; i++)
            if (operands[i].Memory is null && operands[i].Uses == operands.Count(other => other == operands[i]) && (ending < 0 || operands[i].Number < operands[ending].Number))
                ending = i;
        if (ending > 0)
            Exchange(0, ending);
        if (operands[2].Memory is null && operands[1].Memory is not null)
            Exchange(1, 2);
        if (operands[0].Memory is not null && operands[2].Memory is null)
            Exchange(0, 2);
        StageOperation.Operand a = operands[0].Operand;
        StageOperation.Operand b = operands[1].Operand;
        StageOperation.Operand c = operands[2].Operand;
        for (int i = 2; i >= 0; i--)
            pool.Release(operands[i]);
        pool.Place(instance.Result);
        operations.Add(new StageOperation(StageOperation.Verb.Lookup, instance.Result.Local, a, b, c, order.Function));

        void Exchange(int first, int second)
        {
            (operands[first], operands[second]) = (operands[second], operands[first]);
            order = order.Exchange(first, second);
        }
    }

    private static object Identity(RegisterPool.Value value) => value.Memory is { } place ? place : value;

    private sealed record Instance(RegisterPool.Value Result, byte Function, RegisterPool.Value A, RegisterPool.Value B, RegisterPool.Value C);
}
