using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using Lightcone.Engines;
using Lightcone.Formats.Golly;
using Lightcone.Foundation.Input;
using Lightcone.Learning;
using Lightcone.Tasks;

namespace Lightcone.Cli.Verbs;

/// <summary>Runs a rule: a number of steps, or until it settles.</summary>
internal static class RunVerb
{
    /// <summary>Above this predicted time the cost is said before a run begins.</summary>
    private const double SecondsWorthSaying = 2;

    public static Command Create()
    {
        RunInputOptions input = new();
        Option<string?> lines = new("--lines") { Description = "Read one question a line, a+b or a+b=c (any number of digits), x or x=y, word or word -> answer, and print it with its answer; - is standard input.", HelpName = "FILE" };
        Option<string?> steps = new("--steps") { Description = "Do so many steps; left out, run until nothing changes.", HelpName = "N" };
        Option<string?> max = new("--max") { Description = "Give up after so many steps (exit code 3); left out, 4 x cells + 1,000.", HelpName = "N" };
        Option<string> engine = new("--engine") { Description = EngineName.Help, HelpName = "NAME", DefaultValueFactory = static _ => "auto" };
        Option<bool> check = new("--check") { Description = "Compare the result with an independent implementation (exit code 1 when it differs)." };
        Option<bool> explain = new("--explain") { Description = "Say which engine runs and why, what it should take and took, and what the others would take." };
        ResultForm form = new();
        Option<bool> json = Verb.JsonOption();
        Verb verb = new(
            "run", "Run a rule on operands, symbols, random input or the worst case.",
            "lightcone run addition --add 99999999999999999999 1 --check", "lightcone run addition --worst 1e6", "lightcone run rule110 --random 1000 --steps 500 --seed 1", "lightcone run life --input 00000/00100/00100/00100/00000 --steps 1", "lightcone run decimal-addition --lines sums.txt --check");
        input.AddTo(verb);
        foreach (Option option in new Option[] { lines, steps, max, engine, check, explain, form.Option, json })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            RuleSource subject = RuleSource.Find(parse.GetValue(input.Subject)!);
            if (GuessOption.IsMostlyGuessed(subject.Automaton.Coverage))
                terminal.Say($"{GuessOption.Share(subject.Automaton.Coverage!)} when this rule was learned: most of its table is guesses.");
            Engine chosen = EngineName.Parse(parse.GetValue(engine)!);
            if (parse.GetValue(lines) is not null && (parse.GetValue(steps) ?? parse.GetValue(max)) is not null)
                throw new InputException("--lines runs every line until it settles. Leave --steps and --max out.");
            if (parse.GetValue(lines) is not null && GivenOption.First(parse, input.Boundary, input.Size, input.IgnoreRule, input.Seed, explain, form.Option) is { } odd)
                throw new InputException($"{odd} has no effect on --lines, which runs each line as the rule is. Leave it out.");
            // A read from a pipe cannot be cancelled: there Ctrl-C ends the program at once, as it ends every filter.
            using InterruptSignal? interruption = parse.GetValue(lines) == "-" || parse.GetValue(input.Input) == "-" ? null : new InterruptSignal();
            CancellationToken cancellation = interruption?.Token ?? CancellationToken.None;
            if (parse.GetValue(lines) is { } source)
                return QuestionLines.Run(parse, terminal, subject, input, source, chosen, parse.GetValue(check), parse.GetValue(json), cancellation);
            string printed = form.Read(parse);
            // An input of a thousand million cells takes its time, too.
            BigInteger? asked = (parse.GetValue(steps) ?? parse.GetValue(max)) is { } most ? Count.ParseLarge(most, parse.GetValue(steps) is null ? "--max" : "--steps") : null;
            RunInput problem = interruption is null ? Read() : interruption.Await(Read);
            if (problem.Endless is { } endless)
                return new PlaneRun(subject, endless, terminal) { Tree = problem.Tree, Steps = parse.GetValue(steps) is null ? null : asked, Most = asked, Form = printed, IsChecked = parse.GetValue(check), IsExplained = parse.GetValue(explain), IsJson = parse.GetValue(json) }.Run(cancellation);
            ResultForm.Require(printed, parse.GetValue(json), problem.GivesNumber, subject.Automaton.Readout?.Signature.Output ?? subject.Automaton.Rule.State, problem.Initial.Count);
            Until until = End(parse.GetValue(steps), parse.GetValue(max), subject, problem);
            CompiledRule compiled = Compile(subject, chosen, terminal);
            RunPlan plan = Announce(compiled, problem.Initial, until, terminal);
            StepProgress progress = new(terminal, until is Until.StepCount count ? count.Count : null);
            long begin = Stopwatch.GetTimestamp();
            Evolution evolution;
            try
            {
                evolution = compiled.Evolve(problem.Initial, until, progress, cancellation);
            }
            catch (OperationCanceledException exception)
            {
                progress.Finish();
                throw new OperationCanceledException($"interrupted after about {progress.Steps:N0} steps; nothing was written.", exception);
            }

            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            progress.Finish();
            // From here on nobody listens for a cancellation: Ctrl-C ends the program at once, also in the middle of a long result.
            interruption?.Dispose();
            using Heartbeat heartbeat = new(terminal, parse.GetValue(check) ? "comparing with the independent implementation" : "reading the answer");
            Run run = new(subject, compiled, problem, evolution, until, seconds, parse.GetValue(check), printed, parse.GetValue(json)) { Explanation = parse.GetValue(explain) ? Explanation.Of(plan, compiled, problem.Initial, until) : null };
            heartbeat.Dispose();
            if (parse.GetValue(json))
                run.WriteJson(terminal);
            else
                run.WriteText(terminal);
            return run.Code;

            RunInput Read() => input.Read(parse, subject, terminal, asked is { } number ? (long)BigInteger.Min(number, long.MaxValue) : null, chosen == Engine.Auto || chosen == Engine.HashLife ? pattern => PlaneRun.Suits(pattern, subject, chosen, parse.GetValue(steps) is null ? null : asked) : null);
        });
    }

    private static Until End(string? steps, string? max, RuleSource subject, RunInput problem)
    {
        if (steps is not null && max is not null)
            throw new InputException("--steps and --max contradict each other: --steps does exactly so many. Leave one out.");
        if (steps is not null)
            return Until.Steps(Count.Parse(steps, "--steps", 0));
        long? cap = max is null ? problem.Plane?.Steps : Count.Parse(max, "--max", 0);
        // A one-way rule cannot cycle; any other may, and should say its period instead of running into the cap.
        return problem.Initial.Input is not null || subject.Task is ArithmeticTask ? Until.FixedPoint(cap) : Until.Cycle(cap);
    }

    private static CompiledRule Compile(RuleSource subject, Engine engine, Terminal terminal)
    {
        if (engine != Engine.Network)
            return InputErrors.Translate(() => subject.Automaton.Rule.Compile(engine));
        if (subject.Automaton.Network is { } network)
            return network.Compile();
        if (subject.Task is null)
            throw new InputException("the network engine runs a network; this file holds a table without one. Choose another engine.");
        terminal.Say($"the network engine runs a network: learning {subject.Name} with seed 1");
        return Automaton.Learn(subject.Task, ChaosTraining.Default with { Seed = 1 }).Network!.Compile();
    }

    private static RunPlan Announce(CompiledRule compiled, Lattice initial, Until until, Terminal terminal)
    {
        RunPlan plan = InputErrors.Translate(() => compiled.Plan(initial, until));
        // Towards a fixed point active cells, which auto turns to as well, do as much work as there is change: its worst case says nothing.
        bool boundSaysLittle = plan.Engine == Engine.ActiveCells || (compiled.Engine == Engine.Auto && until is not Until.StepCount);
        if (plan.Seconds < SecondsWorthSaying || boundSaysLittle)
            return plan;
        string cheaper = plan.Cheaper is { } engine ? $" --engine {engine.Name} is cheaper." : "";
        terminal.Say(string.Create(CultureInfo.InvariantCulture, $"the {plan.Engine.Name} engine may need {plan.CellUpdates:0.##e0} cell updates, about {plan.Seconds:0} s.{cheaper} Ctrl-C ends it."));
        return plan;
    }

    private sealed class Run
    {
        private readonly RuleSource subject;
        private readonly CompiledRule rule;
        private readonly RunInput problem;
        private readonly Evolution evolution;
        private readonly Until until;
        private readonly double seconds;
        private readonly string? result;
        private readonly string form;
        private readonly Answer? answer;
        private readonly Lattice? readout;
        private readonly bool check;
        private readonly Lattice part;
        private readonly int left;
        private readonly int top;
        private readonly PlaneMotion? motion;

        public Run(RuleSource subject, CompiledRule rule, RunInput problem, Evolution evolution, Until until, double seconds, bool check, string form, bool json)
        {
            this.form = form;
            this.subject = subject;
            this.rule = rule;
            this.problem = problem;
            this.evolution = evolution;
            this.until = until;
            this.seconds = seconds;
            answer = subject.Task is ArithmeticTask task && evolution.Converged ? task.Decode(evolution.Final, subject.Automaton.Readout) : null;
            // With a readout the answer is what it shows; before the row has settled, the state is all there is.
            readout = subject.Task is not ArithmeticTask && evolution.Converged ? subject.Automaton.Readout?.Map(evolution.Final) : null;
            (part, left, top) = problem.Plane?.Cut(evolution.Final) ?? (evolution.Final, 0, 0);
            if (form != "none" && subject.Task is ArithmeticTask)
                result = answer is null ? null : ResultForm.Text(form, answer);
            else if (form != "none" && problem.Read is { } read)
                result = evolution.Converged ? read(readout ?? evolution.Final) : null;
            else if (form != "none" && json)
                result = (readout ?? part).ToString();
            this.check = check;
            Equal = check ? Check() : null;
            motion = problem.Plane is null ? null : Motion();
            bool unsettled = until is not Until.StepCount && !evolution.Converged;
            Code = Equal == false ? ExitCode.ClaimFalse : unsettled ? ExitCode.NotSettled : ExitCode.Done;
        }

        public bool? Equal { get; }

        public Explanation? Explanation { get; init; }

        /// <summary>Steps of time that went by; those that change nothing count for a clock.</summary>
        private long Elapsed => until is Until.StepCount count ? count.Count : evolution.Steps;

        public int Code { get; }

        /// <summary>A cycle of the lattice is one on the plane that comes back where it was.</summary>
        private PlaneMotion Motion()
        {
            PlaneMotion found = PlaneMotion.Of(rule, part, evolution.Final[0], CancellationToken.None);
            return evolution.Attractor is { } attractor ? found with { Recurrence = new(attractor.Transient, (int)attractor.Period, 0, 0) } : found;
        }

        /// <exception cref="InputException">There is nothing to compare with.</exception>
        private bool? Check() => subject.Task switch
        {
            ArithmeticTask task => answer is null ? null : task.IsCorrect(problem.A!, problem.B!, answer),
            LatticeTask task => ReferenceCheck.IsRight(task, subject.Automaton, problem.Initial, evolution, until is Until.StepCount count ? count.Count : null),
            _ => throw new InputException("there is no independent implementation of a rule of your own to check against. Leave --check out, or certify the rule."),
        };

        public void WriteJson(Terminal terminal) => terminal.Json(writer =>
        {
            writer.WriteString("task", subject.Name);
            writer.WriteString("engine", evolution.Engine);
            writer.WriteNumber("length", problem.Length);
            writer.WriteNumber("steps", evolution.Steps);
            writer.WriteBoolean("settled", evolution.Converged);
            writer.WriteString("result", result);
            if (Equal is { } equal)
                writer.WriteBoolean("equal", equal);
            else
                writer.WriteNull("equal");
            writer.WriteNumber("seconds", seconds);
            writer.WriteNumber("cellUpdates", evolution.CellUpdates);
            writer.WriteString("hash", evolution.Final.Hash);
            if (evolution.Attractor is { } attractor)
            {
                if (motion is null)
                    writer.WriteNumber("period", attractor.Period);
                writer.WriteNumber("transient", attractor.Transient);
            }

            motion?.WriteJson(writer);

            if (problem.Seed is { } seed)
                writer.WriteNumber("seed", seed);
            if (problem.Pattern is { } pattern)
                writer.WriteNumber("generation", pattern.Generation + Elapsed);
            if (problem.Plane is not null)
            {
                writer.WriteNumber("left", left);
                writer.WriteNumber("top", top);
                writer.WriteString("outside", part.Alphabet.Names[evolution.Final[0]]);
            }

            writer.WriteString("rule", subject.Automaton.Rule.Hash);
            Explanation?.WriteJson(writer);
        });

        private void WriteCells(Terminal terminal)
        {
            Lattice cells = readout ?? part;
            RunLengthPattern pattern = problem.Plane?.Pattern(evolution.Final, Elapsed) ?? new RunLengthPattern { Lattice = cells.Input is null ? cells : cells.WithInput(null), Generation = (problem.Pattern?.Generation ?? 0) + Elapsed, Corner = problem.Pattern?.Corner };
            if (readout is null && GridText.RunLengths(pattern with { Rule = problem.Pattern?.Rule ?? subject.Name }) is { } text)
                terminal.Out.WriteLine(text);
            else
                ResultForm.Write(terminal, cells);
        }

        public void WriteText(Terminal terminal)
        {
            if (result is not null)
                ResultForm.Write(terminal, result);
            else if (form != "none" && !problem.GivesNumber && problem.Read is null)
                WriteCells(terminal);
            if (ResultForm.IsHexUnasked(form, answer))
                terminal.Say("so long a number is given in hex; --result decimal converts it, which takes a while.");
            if (problem.Plane is not null)
                terminal.Say($"shown: {part.Shape} cell{(part.Shape.Count == 1 ? "" : "s")} from {(part.Shape.Dimensions == 1 ? $"cell {left}" : $"column {left}, row {top}")} of the pattern on; all around them is {EndlessPlane.Named(part.Alphabet.Names[evolution.Final[0]])}.");
            if (motion is not null)
                terminal.Say($"{motion}");
            if (problem.Pattern is { Generation: > 0 } pattern)
                terminal.Say(string.Create(CultureInfo.InvariantCulture, $"generation {pattern.Generation + Elapsed:N0}"));
            if (Code == ExitCode.NotSettled)
                terminal.Say($"{evolution.Advice} Here: {(evolution.Outcome == Outcome.Cycle ? "" : "--max, or ")}--steps N.");
            terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: {EditDistance.Count(problem.Length, problem.A is null ? "cell" : "digit")}, {EditDistance.Count(evolution.Steps, "step")}{(evolution.Converged ? ", settled" : "")}, {evolution.Engine} engine, {seconds:0.000} s, hash {evolution.Final.Hash[..16]}"));
            foreach (string line in Explanation?.Lines(evolution, seconds) ?? [])
                terminal.Say(line);
            if (check && Equal is null)
                terminal.Say("not checked: the run did not settle, so there is no answer to compare.");
            if (Equal is { } equal)
                terminal.Say(equal ? "checked: equal to the independent implementation." : "CHECK FAILED: the independent implementation gives another result.");
        }
    }
}
