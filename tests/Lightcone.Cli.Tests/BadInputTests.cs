namespace Lightcone.Cli.Tests;

/// <summary>Bad input gets place, cause and next step on standard error, nothing on standard output, and exit code 2 (4 for limits): never a stack trace.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("run addition --add 12 x4", 2, "'x4' is not a natural number: character 1 is 'x'. Write digits 0 to 9 only.")]
    [InlineData("run addition --add -3 4", 2, "negative")]
    [InlineData("run addition --add 3", 2, "--add")]
    [InlineData("run addition", 2, "no input")]
    [InlineData("run addition --add 1 2 --random 5", 2, "more than one input")]
    [InlineData("run addition --input 0101", 2, "--add")]
    [InlineData("run rule110 --add 1 2", 2, "--input")]
    [InlineData("run rule110 --input 01x1", 2, "symbol 'x' is not in this rule's alphabet {0,1}")]
    [InlineData("run rule110 --input 0171", 2, "For digits use the task decimal-addition")]
    [InlineData("run rule110 --worst 10", 2, "no worst case")]
    [InlineData("run rule110 --random -5", 2, "at least 1")]
    [InlineData("run rule110 --random 0", 2, "at least 1")]
    [InlineData("run rule110 --random many", 2, "whole number")]
    [InlineData("run rule110 --random 1e11", 4, "over the limit of")]
    [InlineData("run addition --worst 99999999999999", 4, "over the limit of")]
    [InlineData("run life --random 1000000x1000000", 4, "over the limit of")]
    [InlineData("run life --input 010/01", 2, "this row has 2 cells, the rows above have 3")]
    [InlineData("run rule110 --random 10 --steps -1", 2, "at least 0")]
    [InlineData("run rule110 --random 10 --steps 5 --max 5", 2, "contradict")]
    [InlineData("run rule110 --random 10 --engine quantum", 2, "is not an engine")]
    [InlineData("run rule110 --random 10 --engine scan", 2, "scan engine")]
    [InlineData("run rule110 --random 10 --engine wavefront", 2, "this row has 10 cells, less than one a lane. Use the table engine")]
    [InlineData("run life --random 10x10 --engine wavefront", 2, "Use the grid engine")]
    [InlineData("run rule110 --random 10 --boundary moebius", 2, "is not a boundary")]
    [InlineData("run rule110 --random 10 --boundary fixed:7", 2, "symbol '7' is not in this rule's alphabet")]
    [InlineData("run rule110 --lines -", 2, "need not settle on an answer")]
    [InlineData("run life --lines -", 2, "runs on a grid")]
    [InlineData("run parity --lines - --boundary periodic", 2, "--boundary has no effect on --lines")]
    [InlineData("run addition --lines - --result hex", 2, "--result has no effect on --lines")]
    [InlineData("run addition --lines - --explain", 2, "--explain has no effect on --lines")]
    [InlineData("run rule110 --random 10 --seed minus", 2, "seed")]
    [InlineData("run W300 --random 10", 2, "0 to 255")]
    [InlineData("run B3/S9 --random 10", 2, "character 5")]
    [InlineData("run additon --add 1 2", 2, "Did you mean addition")]
    [InlineData("run nowhere/rule.json --add 1 2", 2, "no such file")]
    [InlineData("learn nothing", 2, "neither a task nor a file")]
    [InlineData("learn", 2, "a TASK, --traces FILE or --answers FILE")]
    [InlineData("learn parity --traces x.csv", 2, "one of them")]
    [InlineData("learn --traces nowhere.csv", 2, "nowhere.csv")]
    [InlineData("learn --answers data/sums.txt --method magic", 2, "--method magic")]
    [InlineData("learn --answers data/sums.txt --base 11", 2, "2 to 10")]
    [InlineData("learn parity --hidden 0", 2, "1 to 512")]
    [InlineData("learn parity --hidden 3 --smallest", 2, "contradict")]
    [InlineData("learn parity --preset magic", 2, "--preset default or --preset paper")]
    [InlineData("learn parity --seed 1 --out /nowhere/at/all.json", 2, "/nowhere/at/all.json")]
    [InlineData("certify parity --against W1000", 2, "0 to 255")]
    [InlineData("certify addition --against life --seed 1", 2, "cannot be compared")]
    [InlineData("sweep parameters --task parity --out figure.txt", 2, "Let the name end in .png")]
    [InlineData("sweep noise --task parity --out /nowhere/n.png", 2, "/nowhere")]
    [InlineData("measure steps --task parity --out figure.txt", 2, "Let the name end in .png")]
    [InlineData("measure cone --task W30 --out cone.png", 2, "lightcone draw RULE")]
    [InlineData("draw rule110 --random 10", 2, "nowhere to draw")]
    [InlineData("draw rule110 --random 10 --cone 10 --ansi", 2, "Give 0 to 9")]
    [InlineData("draw rule110 --random 1e6 --steps 1e6 --ansi", 4, "larger --stride")]
    [InlineData("draw rule110 --random 10 --out /nowhere/x.png", 2, "/nowhere")]
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
    [InlineData("train --network 32- --seed 1", 2, "network 32-: expected hidden widths")]
    [InlineData("train --network 1000000 --seed 1", 2, "network 1000000: expected hidden widths")]
    [InlineData("train --encode repeat:0", 2, "repeat:0: expected repeat:STEPS")]
    [InlineData("train --encode logistic", 2, "logistic is a map")]
    [InlineData("train --samples 1", 2, "1 samples of a trajectory: expected at least 2")]
    [InlineData("learn addtion", 2, "Did you mean addition? The tasks are")]
    [InlineData("learn zebra", 2, "neither a task nor a file. The tasks are")]
    [InlineData("measure lyapunov --system lorentz", 2, "Did you mean lorenz?")]
    [InlineData("measure lyapunov --system lorenz --out x.png", 2, "--out does not go with measure lyapunov")]
    [InlineData("measure spectrum --flow x'=-x --out x.png", 2, "which measures a system. Leave it out")]
    [InlineData("measure cone --task W30 --duration 4", 2, "--duration does not go with measure cone")]
    [InlineData("measure lyapunov --system lorenz96 --param n=1000000000", 2, "n must be a whole number of at most 10,000")]
    [InlineData("measure dimension --system lorenz96 --duration 20", 2, "have hardly come near their past")]
    [InlineData("measure dimension --system lorenz96 --duration 60", 2, "too few for so many dimensions")]
    [InlineData("measure dimension --system mixed", 2, "as at a fixed point")]
    [InlineData("draw life --random 20 --errors --seed 1 --steps 4 --out stumbling.png", 2, "Leave --errors out")]
    [InlineData("learn parity --seed 1 --out parity.rule", 2, "lightcone export FILE.json --format golly --out parity.rule")]
    [InlineData("certify parity --seed 1 --out parity.onnx", 2, "Let the name end in .json")]
    [InlineData("import glider.rle --out glider.npy", 2, "Let the name end in .txt")]
    [InlineData("import wireworld.rule --out wireworld.cs", 2, "Let the name end in .json")]
    [InlineData("help zebra", 2, "'zebra' is not a verb")]
    public void A_sentence_and_an_exit_code(string line, int expected, string part)
    {
        // Wherever the tests run, this folder is there.
        (int code, string output, string error) = CommandLine.Run([.. line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static word => word == "samples" ? Path.Combine(CommandLine.Root, word) : word)]);
        Assert.Contains(part, error, StringComparison.Ordinal);
        Assert.Equal(expected, code);
        Assert.Equal("", output);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("hello", "not JSON")]
    [InlineData("{}", "this is not a lightcone-rule file")]
    [InlineData("[1,2,3]", "this is not a lightcone-rule file")]
    [InlineData("{\"format\": \"lightcone-rule\", \"version\": 99}", "version 99")]
    [InlineData("{\"format\": \"lightcone-rule\", \"version\": 1}", "expected a member \"dimensions\"")]
    [InlineData("{\"format\": \"lightcone-certificate\", \"version\": 2}", "expected a member")]
    public void Foreign_and_truncated_files_are_told_from_ours(string content, string part)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        foreach (string verb in new[] { "certify", "run" })
        {
            (int code, _, string error) = CommandLine.Run(verb == "run" ? ["run", path, "--random", "5", "--seed", "1"] : ["certify", path]);
            Assert.Equal(2, code);
            Assert.Contains(path, error, StringComparison.Ordinal);
            Assert.Contains(part, error, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Fact]
    public void A_rule_file_cut_anywhere_is_refused_in_words()
    {
        string path = Path.GetTempFileName();
        CommandLine.Run("learn", "parity", "--seed", "1", "--out", path);
        string text = File.ReadAllText(path);
        for (int length = 0; length < text.Length - 2; length += 37)
        {
            File.WriteAllText(path, text[..length]);
            (int code, _, string error) = CommandLine.Run("certify", path);
            Assert.Equal(2, code);
            Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_no_temporary_one()
    {
        string folder = Directory.CreateTempSubdirectory("lightcone-").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "taken.json"));
        (int code, _, string error) = CommandLine.Run("learn", "parity", "--seed", "1", "--out", Path.Combine(folder, "taken.json"));
        Assert.Equal(2, code);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
        Assert.Equal(["taken.json"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
        Directory.Delete(folder, recursive: true);
    }
}
