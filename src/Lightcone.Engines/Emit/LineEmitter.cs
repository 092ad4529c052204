using System.Reflection.Emit;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Emit;

/// <summary>
/// Writes the steps of a pass that runs along a line, for one or two lines side by side. Codes of three cells in a row are kept in locals; every third step they are back in the locals where they began, so that nothing
/// is moved. The instruction overwrites its first operand: one that ends there goes first, or a fresh copy from memory, which costs less than a move.
/// </summary>
/// <param name="code">Receives the instructions.</param>
/// <param name="words">The words' width.</param>
/// <param name="circuit">The circuit.</param>
/// <param name="lines">1 or 2.</param>
/// <param name="isFresh">Whether cells across the line may be pushed again and again at little cost.</param>
/// <param name="load">Pushes cell number <c>lane</c> across the lines (0 to 2, or 3 with two lines) of the column so many after the present one.</param>
internal sealed class LineEmitter(ILGenerator code, WordEmitter words, LineCircuit circuit, int lines, bool isFresh, Action<int, int> load)
{
    private readonly LocalBuilder[,,] codes = Locals(code, words, lines, 3, circuit.Bits);
    private LocalBuilder[] across = [];
    private LocalBuilder[,,] gates = new LocalBuilder[0, 0, 0];

    /// <summary>Computes the codes of a column into the place that it has in step <paramref name="phase"/>.</summary>
    /// <param name="column">Its distance from the present one.</param>
    /// <param name="phase">0, 1 or 2.</param>
    public void Code(int column, int phase)
    {
        across = [.. Enumerable.Range(0, lines + 2).Select(_ => code.DeclareLocal(words.Word))];
        for (int lane = 0; lane < across.Length; lane++)
            if (!IsRead(lane))
                Set(across[lane], () => load(lane, column));
        LookupNetwork network = circuit.Code;
        for (int line = 0; line < lines; line++)
            for (int bit = 0; bit < circuit.Bits; bit++)
            {
                int signal = network.Outputs[bit];
                LocalBuilder target = codes[line, phase, bit];
                if (signal < LookupNetwork.FirstInput + network.Inputs)
                {
                    int only = line + signal - LookupNetwork.FirstInput;
                    Set(target, () => Across(only, column));
                    continue;
                }

                LookupNetwork.Gate gate = network.Gates[signal - LookupNetwork.FirstInput - network.Inputs];
                // The lane that only this line reads comes fresh from memory each time and is overwritten.
                int[] lanes = [line + gate.A - LookupNetwork.FirstInput, line + gate.B - LookupNetwork.FirstInput, line + gate.C - LookupNetwork.FirstInput];
                int fresh = Array.FindIndex(lanes, IsRead);
                if (fresh > 0)
                {
                    gate = gate.Exchange(0, fresh);
                    (lanes[0], lanes[fresh]) = (lanes[fresh], lanes[0]);
                }

                Set(target, () => words.Lookup(code, gate.Function, [.. lanes.Select(lane => (Action)(() => Across(lane, column)))]));
            }
    }

    /// <summary>Computes the results of the present column, whose codes and those before and after it are known.</summary>
    /// <param name="phase">The place of the column's codes: those before are one place before it.</param>
    /// <param name="finish">Receives the line and what pushes its result.</param>
    public void Cell(int phase, Action<int, Action> finish)
    {
        LookupNetwork network = circuit.Cell;
        int first = LookupNetwork.FirstInput + network.Inputs;
        int[] last = LastUses(network);
        // New locals in every step: one that is used again and again is given one register, whatever ends there.
        gates = Locals(code, words, lines, 1, network.Gates.Length);
        for (int i = 0; i < network.Gates.Length; i++)
            for (int line = 0; line < lines; line++)
            {
                LookupNetwork.Gate gate = network.Gates[i];
                int[] signals = [gate.A, gate.B, gate.C];
                int dying = Array.FindIndex(signals, signal => last[signal] == i && (signal >= first || IsBefore(signal)));
                if (dying < 0)
                    dying = Array.FindIndex(signals, IsOwn);
                if (dying > 0)
                    Exchange(0, dying);
                if (IsOwn(signals[1]) && !IsOwn(signals[2]))
                    Exchange(1, 2);
                int row = line;
                Set(gates[line, 0, i], () => words.Lookup(code, gate.Function, [.. signals.Select(signal => (Action)(() => Push(signal, row, phase)))]));

                void Exchange(int one, int other)
                {
                    gate = gate.Exchange(one, other);
                    (signals[one], signals[other]) = (signals[other], signals[one]);
                }
            }

        for (int line = 0; line < lines; line++)
        {
            int row = line;
            finish(line, () => Push(network.Outputs[0], row, phase));
        }
    }

    /// <summary>Writes the whole loop: three steps a round, then one or two more, for which the codes are where they were at the beginning; and the return.</summary>
    /// <param name="step">Writes a step: the distance of its cell from where the round begins, and its phase.</param>
    /// <param name="leave">Jumps to a label when fewer than so many cells are left.</param>
    /// <param name="advance">Goes so many cells on.</param>
    public void Loop(Action<int, int> step, Action<int, Label> leave, Action<int> advance)
    {
        Label top = code.DefineLabel();
        Label tail = code.DefineLabel();
        Label end = code.DefineLabel();
        Code(-1, 2);
        Code(0, 0);
        code.MarkLabel(top);
        leave(3, tail);
        for (int i = 0; i < 3; i++)
            step(i, i);
        advance(3);
        code.Emit(OpCodes.Br, top);
        code.MarkLabel(tail);
        for (int i = 0; i < 2; i++)
        {
            leave(1, end);
            step(0, i);
            advance(1);
        }

        code.MarkLabel(end);
        code.Emit(OpCodes.Ret);
    }

    private static LocalBuilder[,,] Locals(ILGenerator code, WordEmitter words, int first, int second, int third)
    {
        LocalBuilder[,,] locals = new LocalBuilder[first, second, third];
        for (int i = 0; i < first; i++)
            for (int j = 0; j < second; j++)
                for (int k = 0; k < third; k++)
                    locals[i, j, k] = code.DeclareLocal(words.Word);
        return locals;
    }

    private static int[] LastUses(LookupNetwork network)
    {
        int[] last = new int[LookupNetwork.FirstInput + network.Inputs + network.Gates.Length];
        for (int i = 0; i < network.Gates.Length; i++)
            foreach (int signal in (ReadOnlySpan<int>)[network.Gates[i].A, network.Gates[i].B, network.Gates[i].C])
                last[signal] = i;
        last[network.Outputs[0]] = int.MaxValue;
        return last;
    }

    /// <summary>Whether a lane across the lines is read from memory each time it is used. With one operand in a register and two in memory a look-up needs no copy: one of the two is loaded and overwritten.</summary>
    private bool IsRead(int lane) => isFresh && circuit.Code.Gates.Length > 0 && lane != 1;

    private void Across(int lane, int column)
    {
        if (IsRead(lane))
            load(lane, column);
        else
            code.Emit(OpCodes.Ldloc, across[lane]);
    }

    private bool IsBefore(int signal) => signal - LookupNetwork.FirstInput is int input && input >= 0 && input < circuit.Bits;

    private bool IsOwn(int signal) => signal - LookupNetwork.FirstInput - (2 * circuit.Bits) is int own && own >= 0 && own < circuit.Own.Length;

    private void Push(int signal, int line, int phase)
    {
        if (signal <= LookupNetwork.One)
        {
            // A look-up that ignores what it reads.
            words.Lookup(code, signal == LookupNetwork.One ? (byte)255 : (byte)0, [Anything, Anything, Anything]);
            return;
        }

        int input = signal - LookupNetwork.FirstInput;
        int bits = circuit.Bits;
        if (input >= circuit.Cell.Inputs)
            code.Emit(OpCodes.Ldloc, gates[line, 0, input - circuit.Cell.Inputs]);
        else if (IsOwn(signal))
            load(line + circuit.Own[input - (2 * bits)], 0);
        else if (input < 2 * bits)
            code.Emit(OpCodes.Ldloc, codes[line, (phase + (input < bits ? 2 : 0)) % 3, input % bits]);
        else
            code.Emit(OpCodes.Ldloc, codes[line, (phase + 1) % 3, input - (2 * bits) - circuit.Own.Length]);

        void Anything() => load(line + 1, 0);
    }

    private void Set(LocalBuilder target, Action push)
    {
        push();
        code.Emit(OpCodes.Stloc, target);
    }
}
