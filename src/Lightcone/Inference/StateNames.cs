using Lightcone.Foundation.Arrays;
using Lightcone.Tasks;

namespace Lightcone.Inference;

/// <summary>Hidden states have no names; a task's have. When both machines have the same shape, following them side by side from the start says which is which.</summary>
internal static class StateNames
{
    /// <summary>For each state of the machine, the symbol of the task's rule that it corresponds to; null when there is no such one-to-one correspondence.</summary>
    public static int[]? Align(Transducer machine, LocalTask task)
    {
        Signature signature = task.Rule.Signature;
        bool sameShape = machine.Input.Equals(signature.Frozen) && signature.State.Size == machine.States
            && signature.FrozenNeighborhood.Equals(Neighborhood.Own) && signature.StateNeighborhood.Equals(Neighborhood.Of(-1)) && task.Boundary is Boundary.FixedBoundary;
        if (!sameShape)
            return null;
        int[] names = new int[machine.States];
        Array.Fill(names, -1);
        names[machine.Start] = ((Boundary.FixedBoundary)task.Boundary).Symbol;
        Queue<int> open = new([machine.Start]);
        while (open.TryDequeue(out int state))
            for (int input = 0; input < machine.Input.Size; input++)
            {
                int next = machine.Next[(state * machine.Input.Size) + input];
                if (names[next] >= 0)
                    continue;
                names[next] = task.Rule.Apply([(byte)input, (byte)names[state]]);
                open.Enqueue(next);
            }

        return names.Order().SequenceEqual(Enumerable.Range(0, machine.States)) ? names : null;
    }
}
