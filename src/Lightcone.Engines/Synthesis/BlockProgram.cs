using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Lightcone.Engines.Synthesis;

/// <summary>
/// A circuit made ready to run on blocks of words. Layout: one workspace cut into slots of <see cref="BlockWords"/> words; slot 0 holds zeros, slot 1 ones, the next ones the inputs,
/// the rest is shared by the multiplexers: a slot is used again as soon as nothing needs what it holds, which keeps the workspace in the first cache.
/// </summary>
internal sealed class BlockProgram
{
    /// <summary>Words a slot: 16 vectors, 8,192 cells. Long enough to hide the decoding of an instruction, short enough that some forty slots fit the first cache.</summary>
    public const int BlockWords = 128;

    private const int FirstInput = 2;

    private readonly Instruction[] instructions;
    private readonly int[] outputs;
    private readonly ulong[] workspace;
    private readonly int origin;

    public BlockProgram(Circuit circuit)
    {
        int[] uses = new int[circuit.Network.Count + 2];
        foreach (int signal in circuit.Order)
        {
            uses[circuit.Network[signal].Low]++;
            uses[circuit.Network[signal].High]++;
        }

        foreach (int output in circuit.Outputs)
            uses[output]++;
        int[] slots = new int[uses.Length];
        slots[MuxNetwork.One] = 1;
        Stack<int> free = [];
        int slotCount = FirstInput + circuit.Inputs;
        List<Instruction> list = [];
        foreach (int signal in circuit.Order)
        {
            MuxNetwork.Mux node = circuit.Network[signal];
            // Word by word the sources are read before the target is written, so a source that ends here can be the target.
            Release(node.Low);
            Release(node.High);
            slots[signal] = free.Count > 0 ? free.Pop() : slotCount++;
            list.Add(new Instruction(Start(FirstInput + node.Input), Start(slots[node.Low]), Start(slots[node.High]), Start(slots[signal])));
        }

        instructions = [.. list];
        outputs = [.. circuit.Outputs.Select(output => Start(slots[output]))];
        // Pinned, so that the first slot can begin at a cache line and stay there: a vector across two lines costs twice.
        workspace = GC.AllocateArray<ulong>((slotCount * BlockWords) + 7, pinned: true);
        origin = (int)(-(long)Marshal.UnsafeAddrOfPinnedArrayElement(workspace, 0) & 63) / sizeof(ulong);
        workspace.AsSpan(origin + BlockWords, BlockWords).Fill(ulong.MaxValue);

        void Release(int signal)
        {
            if (--uses[signal] == 0 && signal > MuxNetwork.One)
                free.Push(slots[signal]);
        }

        static int Start(int slot) => slot * BlockWords;
    }

    /// <summary>Where the caller writes the words of input bit <paramref name="number"/> before <see cref="Run"/>.</summary>
    public ref ulong Input(int number) => ref workspace[origin + ((FirstInput + number) * BlockWords)];

    /// <summary>The words of output bit <paramref name="number"/> after <see cref="Run"/>.</summary>
    public ReadOnlySpan<ulong> Output(int number) => workspace.AsSpan(origin + outputs[number], BlockWords);

    /// <summary>Computes all outputs for the first <paramref name="words"/> words, rounded up to whole vectors.</summary>
    public void Run(int words)
    {
        ref ulong w = ref workspace[origin];
        foreach (Instruction instruction in instructions)
        {
            ref ulong select = ref Unsafe.Add(ref w, instruction.Select);
            ref ulong low = ref Unsafe.Add(ref w, instruction.Low);
            ref ulong high = ref Unsafe.Add(ref w, instruction.High);
            ref ulong target = ref Unsafe.Add(ref w, instruction.Target);
            for (nuint i = 0; i < (nuint)words; i += 8)
                Vector512.ConditionalSelect(Vector512.LoadUnsafe(ref select, i), Vector512.LoadUnsafe(ref high, i), Vector512.LoadUnsafe(ref low, i)).StoreUnsafe(ref target, i);
        }
    }

    /// <summary>One multiplexer; all four are distances from the first slot.</summary>
    private readonly record struct Instruction(int Select, int Low, int High, int Target);
}
