using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Lightcone.Engines.Synthesis;

namespace Lightcone.Engines.Wavefront;

/// <summary>One generation without code made at run time: every look-up as seven selections, block by block of vectors that stay in the first cache.</summary>
internal sealed unsafe class InterpretedPass(WavefrontShape shape, bool guarded) : WavefrontPass
{
    /// <summary>Vectors a block.</summary>
    private const int Block = 8;

    public override int Stages => 1;

    public override int Cells => Block;

    public override int KeptVectors => 0;

    public override bool IsInPlace => false;

    public override void Run(in Places places, long blocks, int rounds)
    {
        LookupNetwork network = shape.Network;
        int firstGate = LookupNetwork.FirstInput + network.Inputs;
        Vector512<ulong>[] values = ArrayPool<Vector512<ulong>>.Shared.Rent((firstGate + network.Gates.Length) * Block);
        values.AsSpan(LookupNetwork.Zero * Block, Block).Clear();
        values.AsSpan(LookupNetwork.One * Block, Block).Fill(Vector512<ulong>.AllBitsSet);
        Vector512<ulong>* source = (Vector512<ulong>*)places.Source;
        Vector512<ulong>* target = (Vector512<ulong>*)places.Target;
        Vector512<ulong>* frozen = (Vector512<ulong>*)places.Frozen;
        Vector512<ulong>* guard = (Vector512<ulong>*)places.Guard;
        for (long from = 0; from < blocks * Block; from += Block)
        {
            for (int i = 0; i < network.Inputs; i++)
            {
                WavefrontShape.Input input = shape.Inputs[i];
                for (int k = 0; k < Block; k++)
                {
                    long cell = from + k - shape.Right;
                    values[((LookupNetwork.FirstInput + i) * Block) + k] = input.IsFrozen
                        ? frozen[(cell * shape.FrozenPlanes) + input.Plane]
                        : source[((cell + input.Offset) * shape.StatePlanes) + input.Plane];
                }
            }

            for (int i = 0; i < network.Gates.Length; i++)
                Lookup(values, network.Gates[i], firstGate + i);
            for (int p = 0; p < shape.StatePlanes; p++)
                for (int k = 0; k < Block; k++)
                {
                    long cell = from + k - shape.Right;
                    Vector512<ulong> result = values[(network.Outputs[p] * Block) + k];
                    if (guarded)
                        result = (result & guard[cell * (1 + shape.StatePlanes)]) | guard[(cell * (1 + shape.StatePlanes)) + 1 + p];
                    target[((from + k) * shape.StatePlanes) + p] = result;
                }
        }

        ArrayPool<Vector512<ulong>>.Shared.Return(values);
    }

    private static void Lookup(Vector512<ulong>[] values, LookupNetwork.Gate gate, int result)
    {
        Span<Vector512<ulong>> constants = stackalloc Vector512<ulong>[8];
        for (int i = 0; i < 8; i++)
            constants[i] = ((gate.Function >> i) & 1) != 0 ? Vector512<ulong>.AllBitsSet : Vector512<ulong>.Zero;
        ref Vector512<ulong> first = ref MemoryMarshal.GetArrayDataReference(values);
        for (int k = 0; k < Block; k++)
        {
            Vector512<ulong> a = Unsafe.Add(ref first, (gate.A * Block) + k);
            Vector512<ulong> b = Unsafe.Add(ref first, (gate.B * Block) + k);
            Vector512<ulong> c = Unsafe.Add(ref first, (gate.C * Block) + k);
            Vector512<ulong> low = Choose(b, Choose(c, constants[3], constants[2]), Choose(c, constants[1], constants[0]));
            Vector512<ulong> high = Choose(b, Choose(c, constants[7], constants[6]), Choose(c, constants[5], constants[4]));
            Unsafe.Add(ref first, (result * Block) + k) = Choose(a, high, low);
        }

        static Vector512<ulong> Choose(Vector512<ulong> select, Vector512<ulong> high, Vector512<ulong> low) => Vector512.ConditionalSelect(select, high, low);
    }
}
