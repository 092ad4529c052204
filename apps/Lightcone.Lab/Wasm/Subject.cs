using Lightcone.Engines;
using Lightcone.Formats;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Proofs;
using Lightcone.Tasks;

namespace Lightcone.Lab.Wasm;

/// <summary>A rule that the page works on: a task by its name, or what a file holds.</summary>
/// <param name="Name">The task's name, or the file's.</param>
/// <param name="Task">What the rule should compute; null for a user's own rule.</param>
/// <param name="Automaton">The rule itself.</param>
internal sealed record Subject(string Name, LocalTask? Task, Automaton Automaton)
{
    private CompiledRule? compiled;

    /// <summary>Larger tables are not drawn entry by entry.</summary>
    public const int MostShown = 4096;

    /// <summary>On larger tables no network is trained in a page: it would take minutes.</summary>
    public const int MostTrained = 64;

    /// <summary>The rule for the table engine, which reads the table itself and makes no code at run time.</summary>
    public CompiledRule Compiled => compiled ??= Automaton.Rule.Compile(Engine.Table);

    /// <summary>A task, or a rule in any notation that has the form of one.</summary>
    /// <exception cref="InputException">There is no such task.</exception>
    public static Subject Named(string name)
    {
        LocalTask task = TaskCatalog.Find(name.Trim());
        return new(task.Name, task, Automaton.Of(task));
    }

    /// <summary>The rule in a file; a certificate gives the automaton that it is of, proved again.</summary>
    /// <exception cref="InputException">The bytes are no such file.</exception>
    public static Subject Read(byte[] content, string file)
    {
        Automaton automaton = IsCertificate(content) ? Certificate.Verify(System.Text.Encoding.UTF8.GetString(content)).Automaton : FileFormat.OfPath(file).Parse(content, file);
        LocalTask? task = automaton.Task is { } known && TaskCatalog.Claims(known) ? TaskCatalog.Find(known) : null;
        return new(task?.Name ?? file, task, automaton);
    }

    /// <summary>The same with another symbol at one entry of a table. Networks are left behind: they do not say the new table.</summary>
    /// <exception cref="InputException">There is no such entry or symbol.</exception>
    public Subject With(bool isReadout, int entry, int symbol)
    {
        LocalRule part = isReadout ? Automaton.Readout ?? throw new InputException("this rule has no readout.") : Automaton.Rule;
        if (entry < 0 || entry >= part.Table.Length || symbol < 0 || symbol >= part.Signature.Output.Size)
            throw new InputException($"entry {entry} := {symbol}: expected an entry below {part.Table.Length} and a symbol below {part.Signature.Output.Size}.");
        byte[] table = part.Table.ToArray();
        table[entry] = (byte)symbol;
        LocalRule changed = LocalRule.FromTable(part.Signature, table);
        Automaton automaton = Automaton with { Network = null, ReadoutNetwork = null, Coverage = null, Check = null };
        return this with { Automaton = isReadout ? automaton with { Readout = changed } : automaton with { Rule = changed }, compiled = null };
    }

    /// <summary>The same rule as a network that was trained on its table here.</summary>
    /// <exception cref="InputException">The table is too large, or no network was found.</exception>
    public Subject Learn(ulong seed)
    {
        if (Automaton.Rule.Table.Length > MostTrained || Automaton.Readout?.Table.Length > MostTrained)
            throw new InputException($"the table has {Automaton.Rule.Table.Length} entries; networks are trained in the page up to {MostTrained}. Use: lightcone learn {Name}");
        ChaosTraining training = ChaosTraining.Default with { Seed = seed };
        int hidden = Task?.Shape.HiddenUnits ?? 8;
        NeuralRule network = training.Fit(Automaton.Rule, hidden);
        NeuralRule? readout = Automaton.Readout is { } function ? training.Fit(function, Task?.ReadoutShape.HiddenUnits ?? 8) : null;
        return this with { Automaton = Automaton.Of(network, readout, Automaton.Boundary, Automaton.Task), compiled = null };
    }

    /// <summary>Examined against the task, where there is one, else against its own table.</summary>
    public Verdict Examine() => Task is null ? Verdict.Examine(Automaton, Automaton.Rule) : Verdict.Examine(Automaton, Task);

    private static bool IsCertificate(byte[] content) => content.AsSpan(0, Math.Min(content.Length, 256)).IndexOf("lightcone-certificate"u8) >= 0;
}
