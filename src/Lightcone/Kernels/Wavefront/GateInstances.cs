using Lightcone.Kernels.Synthesis;

namespace Lightcone.Kernels.Wavefront;

/// <summary>The look-ups of one stage of each group in one step. A look-up that two neighboring cells share is made once.</summary>
internal sealed class GateInstances
{
    private readonly List<List<Instance>> stages = [];
    private readonly Dictionary<(byte Function, object A, object B, object C), RegisterPool.Value> known = [];

    /// <summary>Stands for the constant 0.</summary>
    public static RegisterPool.Value Zero { get; } = new();

    /// <summary>Stands for the constant 1.</summary>
    public static RegisterPool.Value One { get; } = new();

    /// <summary>Begins with another stage.</summary>
    public void Begin() => stages.Add([]);

    /// <summary>The result of a look-up.</summary>
    public RegisterPool.Value Add(byte function, RegisterPool.Value a, RegisterPool.Value b, RegisterPool.Value c)
    {
        (byte, object, object, object) key = (function, Identity(a), Identity(b), Identity(c));
        if (known.TryGetValue(key, out RegisterPool.Value? value))
            return value;
        value = new RegisterPool.Value();
        stages[^1].Add(new Instance(value, function, a, b, c));
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

    /// <summary>Writes the instructions, the stages taking turns; every value gets the local of one that ends there, if there is one.</summary>
    /// <returns>How many look-ups there are.</returns>
    public int Emit(RegisterPool pool, List<StageOperation> operations)
    {
        int longest = stages.Max(static stage => stage.Count);
        Instance[] order = [.. from i in Enumerable.Range(0, longest) from stage in stages where i < stage.Count select stage[i]];
        foreach (Instance instance in order)
            Emit(instance, pool, operations);
        return order.Length;
    }

    private static void Emit(Instance instance, RegisterPool pool, List<StageOperation> operations)
    {
        LookupNetwork.Gate order = new(0, 1, 2, instance.Function);
        RegisterPool.Value[] operands = [instance.A, instance.B, instance.C];
        // The instruction overwrites its first operand, so the one that ends here goes first; what is in memory goes last, where the instruction can read it.
        int ending = Array.FindIndex(operands, value => value.Memory is null && value.Uses == operands.Count(other => other == value));
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
