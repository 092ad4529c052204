using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using Lightcone.Engines;
using Lightcone.Experiments.Environments;
using Lightcone.Formats;
using Lightcone.Formats.Golly;
using Lightcone.Formats.Patterns;
using Lightcone.Foundation.Input;
using Lightcone.Inference;
using Lightcone.Proofs;

namespace Lightcone.Lab.Wasm;

/// <summary>What the page's worker calls. Text in and out is JSON, cells are bytes; an error is an exception whose message is for the reader.</summary>
/// <remarks>A rule that was opened is kept under a number, since a table may be large; everything else is a value.</remarks>
[SupportedOSPlatform("browser")]
internal static partial class Exports
{
    private static readonly List<Subject> Subjects = [];
    private static readonly List<Cart> Carts = [];
    private static Spiking? spiking;

    /// <summary>How many bytes a packed file may unpack to in a browser, 64 MiB.</summary>
    private const long MostUnpacked = 1L << 26;

    /// <summary>The tasks and the file formats.</summary>
    [JSExport]
    internal static string Catalog() => Reply.Of(SubjectJson.WriteCatalog);

    /// <summary>Opens a task, or a rule by its notation.</summary>
    [JSExport]
    internal static string Open(string name) => Keep(Subject.Named(name));

    /// <summary>Opens a rule file of any format that is read, or a certificate.</summary>
    [JSExport]
    internal static string Read(byte[] content, string file) => Keep(Subject.Read(content, file));

    /// <summary>The rule with another symbol at one entry, as a new subject.</summary>
    [JSExport]
    internal static string Edit(int id, bool isReadout, int entry, int symbol) => Keep(Subjects[id].With(isReadout, entry, symbol));

    /// <summary>The rule as a network that is trained on its table here, as a new subject.</summary>
    [JSExport]
    internal static string Learn(int id, int seed) => Keep(Subjects[id].Learn((ulong)seed));

    /// <summary>The verdict with all its levels, derived anew.</summary>
    [JSExport]
    internal static string Certify(int id) => Reply.Of(writer => VerdictReply.Write(writer, Subjects[id]));

    /// <summary>The certificate's file; the reason why there is none is the exception.</summary>
    [JSExport]
    internal static string CertificateFile(int id) => Subjects[id].Examine() is Certificate certificate ? certificate.ToJson() : throw new InputException("this rule is refuted, so there is no certificate.");

    /// <summary>The rule as a file of a format.</summary>
    [JSExport]
    internal static byte[] Write(int id, string format) =>
        (FileFormat.Find(format) ?? throw new InputException($"'{format}' is not a format.")).Format(Subjects[id].Automaton, Identifier(Subjects[id].Name));

    /// <summary>The lattice that a request asks for.</summary>
    [JSExport]
    internal static string Encode(int id, string request)
    {
        using JsonDocument document = JsonDocument.Parse(request);
        return Reply.Of(writer => Cells.WriteEncoded(writer, Subjects[id], document.RootElement));
    }

    /// <summary>The first <paramref name="steps"/> + 1 configurations, row after row, with cells changed on the way.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="width">Cells across.</param>
    /// <param name="height">Rows; 0 in one dimension.</param>
    /// <param name="boundary">A boundary's name; empty for the rule's own.</param>
    /// <param name="state">A byte a cell.</param>
    /// <param name="input">The frozen input; empty for rules without.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="changes">Triples in the order of the steps: at which step, which cell, and by how much its symbol goes up, around the end of the alphabet.</param>
    [JSExport]
    internal static byte[] Rows(int id, int width, int height, string boundary, byte[] state, byte[] input, int steps, int[] changes)
    {
        CompiledRule rule = Subjects[id].Compiled;
        Lattice lattice = Cells.Of(Subjects[id], width, height, boundary, state, input);
        byte[] rows = new byte[checked((steps + 1) * lattice.Count)];
        for (int step = 0, next = 0; step <= steps; step++)
        {
            if (step > 0)
                lattice = rule.Step(lattice);
            for (; next + 2 < changes.Length && changes[next] <= step; next += 3)
                lattice = lattice.With(changes[next + 1], (byte)((lattice[changes[next + 1]] + changes[next + 2]) % lattice.Alphabet.Size));
            lattice.Cells.CopyTo(rows.AsSpan(step * lattice.Count));
        }

        return rows;
    }

    /// <summary>The configuration after some steps.</summary>
    [JSExport]
    internal static byte[] After(int id, int width, int height, string boundary, byte[] state, byte[] input, int steps) =>
        Subjects[id].Compiled.Evolve(Cells.Of(Subjects[id], width, height, boundary, state, input), Until.Steps(steps)).Final.Cells.ToArray();

    /// <summary>Where a run ends: at rest or in a cycle, with exact period and transient, or nowhere within the limit.</summary>
    [JSExport]
    internal static string Outcome(int id, int width, int height, string boundary, byte[] state, byte[] input, int most)
    {
        Evolution evolution = Subjects[id].Compiled.Evolve(Cells.Of(Subjects[id], width, height, boundary, state, input), Until.Cycle(most));
        return Reply.Of(writer =>
        {
            writer.WriteString("outcome", evolution.Outcome.ToString());
            writer.WriteNumber("steps", evolution.Steps);
            writer.WriteNumber("period", evolution.Attractor?.Period ?? 0);
            writer.WriteNumber("transient", evolution.Attractor?.Transient ?? 0);
            writer.WriteString("hash", evolution.Final.Hash);
            writer.WriteString("answer", Cells.Answer(Subjects[id], evolution.Final));
        });
    }

    /// <summary>The readout of each row, row after row; the rows themselves for rules without.</summary>
    [JSExport]
    internal static byte[] Readouts(int id, int width, byte[] rows, byte[] input)
    {
        Subject subject = Subjects[id];
        if (subject.Automaton.Readout is not { } readout)
            return rows;
        byte[] read = new byte[rows.Length];
        for (int at = 0; at + width <= rows.Length; at += width)
            readout.Map(Cells.Of(subject, width, 0, "", rows.AsSpan(at, width).ToArray(), input)).Cells.CopyTo(read.AsSpan(at));
        return read;
    }

    /// <summary>The answer on each row, as numerals; null where a cell holds no digit, empty for tasks without numbers.</summary>
    [JSExport]
    internal static string Answers(int id, int width, byte[] rows, byte[] input) => Reply.Of(writer =>
    {
        writer.WriteStartArray("answers");
        for (int at = 0; at + width <= rows.Length; at += width)
            writer.WriteStringValue(Cells.Answer(Subjects[id], Cells.Of(Subjects[id], width, 0, "", rows.AsSpan(at, width).ToArray(), input)));
        writer.WriteEndArray();
    });

    /// <summary>SHA-256 of a lattice, as every engine gives it.</summary>
    [JSExport]
    internal static string Hash(int id, int width, int height, string boundary, byte[] state, byte[] input) => Cells.Of(Subjects[id], width, height, boundary, state, input).Hash;

    /// <summary>Whether a file of that name holds a pattern rather than a rule.</summary>
    [JSExport]
    internal static bool IsPattern(string file) => PatternFormat.Claims(file);

    /// <summary>Reads a pattern in any format, packed or not, and says which rule it names.</summary>
    [JSExport]
    internal static string ReadPattern(byte[] content, string file)
    {
        Pattern read = PatternFormat.Read(content, file, MostUnpacked);
        RunLengthPattern pattern = RunLengthPattern.Of(read, dimensions: 2, file: file);
        return Reply.Of(writer =>
        {
            writer.WriteString("rule", pattern.Rule);
            writer.WriteString("ruleText", read.RuleText);
            writer.WriteNumber("width", pattern.Lattice.Shape.Width);
            writer.WriteNumber("height", pattern.Lattice.Shape.Height);
            writer.WriteBoolean("endless", pattern.IsEndless);
            writer.WriteNumber("generation", pattern.Generation);
            writer.WriteNumber("symbols", pattern.Lattice.Alphabet.Size);
            writer.WriteString("boundary", pattern.Lattice.Boundary.ToString());
            writer.WriteBase64String("cells", pattern.Lattice.Cells);
        });
    }

    /// <summary>Writes a lattice as RLE.</summary>
    [JSExport]
    internal static string WritePattern(int id, int width, int height, string boundary, byte[] state) => new RunLengthPattern
    {
        Lattice = Cells.Of(Subjects[id], width, height, boundary, state, []),
        Rule = RuleNotation.NameOf(Subjects[id].Automaton.Rule) ?? Subjects[id].Name,
    }.Format();

    /// <summary>Trains a network on single steps of a task, and tells what happens meanwhile.</summary>
    [JSExport]
    internal static string Train(string request)
    {
        using JsonDocument document = JsonDocument.Parse(request);
        return Teaching.Train(document.RootElement, Tell);
    }

    /// <summary>Learns a rule from lines, each a question with its answer; the rule is a new subject.</summary>
    [JSExport]
    internal static string LearnAnswers(string text, int numberBase, bool isReversed)
    {
        (AnswerFit fit, Subject subject) = Teaching.Answers(text, numberBase, isReversed);
        Subjects.Add(subject);
        return Reply.Of(writer =>
        {
            writer.WriteStartObject("subject");
            SubjectJson.Write(writer, Subjects.Count - 1, subject);
            writer.WriteEndObject();
            writer.WriteString("method", fit.Method);
            writer.WriteString("machine", fit.Machine);
            writer.WriteNumber("lines", fit.Lines);
            writer.WriteNumber("right", fit.Right);
            writer.WriteNumber("sufficed", fit.Sufficed);
            writer.WriteString("test", fit.Test?.ToString());
            writer.WriteBoolean("passed", fit.Test?.IsPassed ?? false);
        });
    }

    /// <summary>Opens a spiking network that was trained on digits, in place of the one before.</summary>
    [JSExport]
    internal static string OpenSpiking(byte[] content)
    {
        spiking = Spiking.Read(content, "the network");
        return Reply.Of(spiking.WriteNetwork);
    }

    /// <summary>Everything that happens in it while it reads one of its digits, with another leak and other currents.</summary>
    [JSExport]
    internal static string ReadDigit(int digit, double beta, double gain) => Reply.Of(writer => spiking!.WriteReading(writer, digit, beta, gain));

    /// <summary>How many of some of its test digits are recognized so.</summary>
    [JSExport]
    internal static int RightDigits(int first, int count, double beta, double gain) => spiking!.Right(first, count, beta, gain);

    /// <summary>Opens an agent with a cart of its own, as a new number.</summary>
    [JSExport]
    internal static string OpenAgent(byte[] content)
    {
        Cart cart = Cart.Read(content, "the agent");
        Carts.Add(cart);
        return Reply.Of(writer =>
        {
            writer.WriteNumber("id", Carts.Count - 1);
            writer.WriteString("architecture", cart.Architecture);
        });
    }

    /// <summary>The constants of a difficulty, 0 to 3: half length, mass of the pole, noise of the force, range of the start.</summary>
    [JSExport]
    internal static double[] CartConstants(int difficulty) => Cart.Constants((Difficulty)difficulty);

    /// <summary>Starts an episode of an agent's cart, and gives the first four numbers of its state.</summary>
    [JSExport]
    internal static double[] StartCart(int id, int seed, int difficulty, int episode, double[] constants) =>
        Carts[id].Start(seed, (Difficulty)difficulty, episode, Cart.Settings(constants[0], constants[1], constants[2], constants[3]));

    /// <summary>Gives a cart other constants while it runs.</summary>
    [JSExport]
    internal static void ChangeCart(int id, double[] constants) => Carts[id].Change(Cart.Settings(constants[0], constants[1], constants[2], constants[3]));

    /// <summary>Lets a cart go on by some steps: <see cref="Cart.Numbers"/> numbers a step, fewer steps where the episode ends.</summary>
    [JSExport]
    internal static double[] StepCart(int id, int steps) => Carts[id].Go(steps);

    [JSImport("tell", "lab")]
    private static partial void Tell(string text);

    private static string Keep(Subject subject)
    {
        Subjects.Add(subject);
        return Reply.Of(writer => SubjectJson.Write(writer, Subjects.Count - 1, subject));
    }

    private static string Identifier(string name)
    {
        StringBuilder text = new();
        foreach (char c in name)
            text.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return text.Length > 0 && char.IsAsciiLetter(text[0]) ? text.ToString() : $"Rule{text}";
    }
}
