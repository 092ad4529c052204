using Lightcone.Foundation.Arrays;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Proofs.Tests;

/// <summary>A thousand seeded corruptions of learned rules and their certificates; every one that changes the rule, and every changed byte, is refused.</summary>
public sealed class CorruptionTests
{
    private static readonly (LocalTask Task, Automaton Learned, string Certificate)[] Subjects =
    [
        .. new LocalTask[] { Parity.Task, BinaryAddition.Task, DecimalAddition.Task, BinarySubtraction.Task, BinaryComparison.Task, BinaryAdditionCarrySave.Task, ElementaryTask.Of(110) }
            .Select(static task =>
            {
                Automaton learned = Automaton.Learn(task, new ChaosTraining { Seed = 4 });
                return (task, learned, Assert.IsType<Certificate>(learned.Certify(task)).ToJson());
            }),
    ];

    [Fact]
    public void The_certificates_themselves_hold()
    {
        foreach ((_, _, string certificate) in Subjects)
            Assert.IsType<Certificate>(Certificate.Verify(certificate));
    }

    [Fact]
    [Trait(Round.Trait, Round.Long)]
    public void Four_hundred_corrupted_weights_are_refuted_exactly_when_they_change_the_rule()
    {
        int refuted = 0;
        for (int i = 0; i < 400; i++)
        {
            RandomStream stream = new(1, "weights", (ulong)i);
            (LocalTask task, Automaton learned, _) = Subjects[i % Subjects.Length];
            bool readout = learned.ReadoutNetwork is not null && stream.NextInt32(2) == 1;
            NeuralRule network = readout ? learned.ReadoutNetwork! : learned.Network!;
            double[] weights = network.Weights.ToArray();
            int at = stream.NextInt32(weights.Length);
            weights[at] = stream.NextInt32(3) switch { 0 => -weights[at], 1 => 0, _ => weights[at] + (20 * stream.NextGaussian()) };
            NeuralRule corrupted = NeuralRule.FromWeights(network.Signature, network.HiddenUnits, weights, network.Activation, network.Codes.AsSpan());
            bool changed = !corrupted.ToRule().Equals(network.ToRule());
            Automaton automaton = readout ? learned with { ReadoutNetwork = corrupted } : learned with { Network = corrupted };
            Verdict verdict = automaton.Certify(task);
            Assert.Equal(changed, verdict is Refutation);
            if (verdict is Refutation refutation)
            {
                Assert.NotEmpty(refutation.Counterexamples);
                refuted++;
                // Taking the table from the corrupted network instead does not help.
                Refutation own = Assert.IsType<Refutation>(Automaton.Of(readout ? learned.Network! : corrupted, readout ? corrupted : learned.ReadoutNetwork, task.Boundary, task.Name).Certify(task));
                Assert.NotNull(own.SmallestFailingInput);
            }
        }

        Assert.InRange(refuted, 100, 400);
    }

    [Fact]
    public void Three_hundred_corrupted_table_entries_are_refuted()
    {
        for (int i = 0; i < 300; i++)
        {
            RandomStream stream = new(2, "entries", (ulong)i);
            (LocalTask task, Automaton learned, _) = Subjects[i % Subjects.Length];
            bool readout = learned.Readout is not null && stream.NextInt32(2) == 1;
            LocalRule rule = readout ? learned.Readout! : learned.Rule;
            byte[] table = rule.Table.ToArray();
            int entry = stream.NextInt32(table.Length);
            int symbols = rule.Signature.Output.Size;
            table[entry] = (byte)((table[entry] + 1 + stream.NextInt32(symbols - 1)) % symbols);
            LocalRule wrong = LocalRule.FromTable(rule.Signature, table);
            // With its network the table contradicts it; without, it contradicts the task.
            foreach (bool keep in new[] { true, false })
            {
                Automaton automaton = readout
                    ? learned with { Readout = wrong, ReadoutNetwork = keep ? learned.ReadoutNetwork : null }
                    : learned with { Rule = wrong, Network = keep ? learned.Network : null };
                Refutation refutation = Assert.IsType<Refutation>(automaton.Certify(task));
                Assert.Equal(rule.Signature.Describe(entry), Assert.Single(refutation.Counterexamples).Neighborhood);
            }
        }
    }

    [Fact]
    public void Three_hundred_corrupted_certificate_bytes_are_refused()
    {
        for (int i = 0; i < 300; i++)
        {
            RandomStream stream = new(3, "bytes", (ulong)i);
            (_, _, string certificate) = Subjects[i % Subjects.Length];
            char[] text = certificate.ToCharArray();
            int at = stream.NextInt32(text.Length);
            char before = text[at];
            while (text[at] == before)
                text[at] = (char)(32 + stream.NextInt32(95));
            try
            {
                Assert.IsType<Refutation>(Certificate.Verify(new string(text)));
            }
            catch (InputException)
            {
                // Not even read as a certificate.
            }
        }
    }
}
