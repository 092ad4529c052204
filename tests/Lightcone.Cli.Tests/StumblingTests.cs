namespace Lightcone.Cli.Tests;

/// <summary>Where a newcomer's foot is likely to slip: each slip gets a sentence that helps, and the right exit code.</summary>
public sealed class StumblingTests
{
    [Theory]
    [InlineData("encode --system mixed --value 1 --samples 2000000000", 4, "Use fewer --samples")]
    [InlineData("encode --system mixed --value 1 --samples 1", 2, "--samples 1: expected at least 2")]
    [InlineData("encode --system mixed --value 1 --duration 1e8", 4, "Use a shorter --duration")]
    [InlineData("sweep parameters --task parity --restarts -1", 2, "--restarts -1: expected 0")]
    [InlineData("sweep paramters --task parity", 2, "Did you mean parameters?")]
    [InlineData("sweep noise --task parity --length 1e9", 4, "Use a shorter row")]
    [InlineData("sweep noise --task bucket-sort --seed 1", 2, "or no law says when it does")]
    [InlineData("measure steps --task multiplication --seed 1", 2, "or no law says after how many steps it does")]
    [InlineData("learn --traces nowhere.csv", 2, "nowhere.csv: there is no such file. Check the name.")]
    [InlineData("run rule110 --from nowhere/x.txt", 2, "there is no such file or folder. Check the name.")]
    [InlineData("run rule110 --from samples", 2, "samples: this is a folder; a file was expected.")]
    [InlineData("train --data samples --seed 1", 2, "samples: this is a folder; a file was expected.")]
    [InlineData("train --data digit --seed 1", 2, "Did you mean digits?")]
    [InlineData("train --epochs 0", 2, "--epochs 0: expected at least 1")]
    [InlineData("train --batch 0", 2, "--batch 0: expected at least 1")]
    [InlineData("train --threads 0", 2, "--threads 0: expected at least 1")]
    [InlineData("train --network 32- --seed 1", 2, "--network 32-: expected hidden widths")]
    [InlineData("train --network 1000000 --seed 1", 2, "--network 1000000: expected hidden widths")]
    [InlineData("train --encode repeat:0", 2, "--encode repeat:0: expected repeat:STEPS")]
    [InlineData("train --encode logistic", 2, "logistic is a map")]
    [InlineData("train --samples 1", 2, "--samples 1: expected at least 2")]
    [InlineData("learn addtion", 2, "Did you mean addition? The tasks are")]
    [InlineData("learn zebra", 2, "neither a task nor a file. The tasks are")]
    [InlineData("measure lyapunov --system lorentz", 2, "Did you mean lorenz?")]
    [InlineData("measure lyapunov --system lorenz --out x.png", 2, "--out does not go with measure lyapunov")]
    [InlineData("measure cone --task W30 --duration 4", 2, "--duration does not go with measure cone")]
    [InlineData("measure lyapunov --system lorenz96 --param n=1000000000", 2, "n must be a whole number of at most 10,000")]
    [InlineData("measure dimension --system lorenz96 --duration 20", 2, "too few for so many dimensions")]
    [InlineData("measure dimension --system mixed", 2, "as at a fixed point")]
    [InlineData("draw life --random 20 --errors --seed 1 --steps 4 --out stumbling.png", 2, "Leave --errors out")]
    [InlineData("learn parity --seed 1 --out parity.rule", 2, "lightcone export FILE.json --format golly --out parity.rule")]
    [InlineData("certify parity --seed 1 --out parity.onnx", 2, "Let the name end in .json")]
    [InlineData("import glider.rle --out glider.npy", 2, "Let the name end in .txt")]
    [InlineData("import wireworld.rule --out wireworld.cs", 2, "Let the name end in .json")]
    [InlineData("help zebra", 2, "'zebra' is not a verb")]
    public void A_slip_is_answered_with_what_to_do(string line, int expected, string part)
    {
        (int code, string output, string error) = CommandLine.Run([.. line.Split(' ').Select(static word => word == "samples" ? System.IO.Path.Combine(CommandLine.Root, word) : word)]);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal((expected, ""), (code, output));
    }

    [Theory]
    [InlineData("help", "Commands:")]
    [InlineData("help run", "lightcone run <TASK|FILE>")]
    public void Help_is_a_word_too(string line, string part)
    {
        (int code, string output, _) = CommandLine.Line(line);
        Assert.Contains(part, output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_seed_may_be_given_where_nothing_is_random() => Assert.Equal(0, CommandLine.Line("measure lyapunov --system henon --duration 200 --seed 1").Code);

    [Fact]
    public void What_a_binary_file_holds_cannot_steer_the_terminal()
    {
        using Folder folder = new();
        string path = folder.Write("cells.txt", "\u001b[2J01\n");
        (int code, _, string error) = CommandLine.Run("run", "rule110", "--from", path, "--steps", "1");
        Assert.Equal(2, code);
        Assert.DoesNotContain('\u001b', error);
        Assert.Contains("symbol '\uFFFD'", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rle", "expected a header such as x = 3")]
    [InlineData("npy", "expected the signature of a .npy file")]
    public void A_format_that_was_named_is_the_one_that_is_read(string format, string part)
    {
        using Folder folder = new();
        (int code, _, string error) = CommandLine.Run("import", folder.Write("cells.txt", "0110\n"), "--format", format, "--out", folder.Path("cells.json"));
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal(2, code);
    }

    [Fact]
    public void A_pattern_that_names_another_rule_is_run_and_said()
    {
        using Folder folder = new();
        string path = folder.Write("glider.rle", "x = 3, y = 3, rule = B36/S23:T8,8\nbob$2bo$3o!\n");
        Assert.Contains("made for B36/S23; life is another rule", CommandLine.Run("run", "life", "--from", path, "--steps", "1").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("another rule", CommandLine.Run("run", "highlife", "--from", path, "--steps", "1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_in_bits_for_a_task_in_bits_ask_for_the_base()
    {
        using Folder folder = new();
        string path = folder.Write("sums.txt", string.Concat(Enumerable.Range(0, 64).Select(static i => $"{i / 8:b}+{i % 8:b}={(i / 8) + (i % 8):b}\n")));
        (int code, _, string error) = CommandLine.Run("learn", "--answers", path, "--against", "addition");
        Assert.Contains("Use --base 2.", error, StringComparison.Ordinal);
        Assert.Equal(2, code);
        Assert.Equal(0, CommandLine.Run("learn", "--answers", path, "--against", "addition", "--base", "2").Code);
    }

    [Fact]
    public void A_rule_from_sums_that_names_no_task_says_how_to_name_it()
    {
        using Folder folder = new();
        string rule = folder.Path("adder.json");
        Assert.Equal(0, CommandLine.Run("learn", "--answers", System.IO.Path.Combine(CommandLine.Root, "data", "sums.txt"), "--out", rule).Code);
        Assert.Contains("learn with --against", CommandLine.Run("run", rule, "--add", "1", "2").Error, StringComparison.Ordinal);
        Assert.Contains("learn with --against", CommandLine.Run("run", rule, "--lines", folder.Write("sums.txt", "1+2\n")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Exponents_that_have_not_converged_say_by_how_much_and_what_helps()
    {
        Assert.Contains("a longer --duration narrows that", CommandLine.Line("measure lyapunov --system lorenz --duration 5").Output, StringComparison.Ordinal);
        Assert.DoesNotContain("narrows", CommandLine.Line("measure lyapunov --system henon").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_hidden_units_for_traces_are_said_not_passed_over()
    {
        string traces = System.IO.Path.Combine(CommandLine.Root, "data", "unknown-rule.csv");
        (int code, string output, _) = CommandLine.Run("learn", "--traces", traces, "--hidden", "1", "--seed", "1");
        Assert.Contains("A network of 1 hidden unit did not learn it", output, StringComparison.Ordinal);
        Assert.Equal(0, code);
    }

    [Fact]
    public void A_class_without_a_number_and_a_file_of_one_sample_are_refused()
    {
        using Folder folder = new();
        Assert.Contains("as a number from 0", CommandLine.Run("train", "--data", folder.Write("a.csv", "1,2,iris\n"), "--seed", "1").Error, StringComparison.Ordinal);
        Assert.Contains("Give at least 7", CommandLine.Run("train", "--data", folder.Write("b.csv", "1,2,0\n"), "--seed", "1").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demo_that_cannot_leave_its_pictures_says_so_first()
    {
        using Folder folder = new();
        (int code, string output, _) = CommandLine.Run("demo", "--out", folder.Write("taken", ""));
        Assert.Equal((2, ""), (code, output));
    }

    [Fact]
    public void Work_that_cannot_say_how_far_it_is_says_that_it_goes_on()
    {
        using Listener error = new();
        using (Heartbeat heartbeat = new(new Terminal(TextWriter.Null, error), "measuring", TimeSpan.Zero))
            Assert.True(error.Heard.Wait(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        Assert.Matches(@"^measuring, \d+ s so far\. Ctrl-C ends it\.", error.ToString());
        using StringWriter quick = new();
        new Heartbeat(new Terminal(TextWriter.Null, quick), "measuring").Dispose();
        Assert.Equal("", quick.ToString());
    }

    /// <summary>Says when something was written.</summary>
    private sealed class Listener : StringWriter
    {
        public ManualResetEventSlim Heard { get; } = new();

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Heard.Set();
        }

        protected override void Dispose(bool disposing)
        {
            Heard.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Folder : IDisposable
    {
        private readonly string root = Directory.CreateTempSubdirectory("lightcone-stumbling-").FullName;

        public string Path(string name) => System.IO.Path.Combine(root, name);

        public string Write(string name, string text)
        {
            File.WriteAllText(Path(name), text);
            return Path(name);
        }

        public void Dispose() => Directory.Delete(root, recursive: true);
    }
}
