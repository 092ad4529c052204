using System.CommandLine;
using System.Globalization;
using Lightcone.Experiments.Runs;
using Lightcone.Foundation.Input;

namespace Lightcone.Cli.Verbs;

/// <summary>Writes the script of a SLURM job array that computes the parts of a command on several machines.</summary>
/// <remarks>What SLURM does was tried with 22.05.8: an early signal comes up to half a minute before its time and kills at once where the limit is only little longer, and a requeued job truncates its output unless it appends.</remarks>
internal static class SweepEmit
{
    // The early signal may come half a minute sooner than asked, and must not come before the first line of the script.
    private const int SecondsBefore = 60;
    private const int FewestSeconds = 2 * SecondsBefore;
    private const int MostNodes = 4_000;
    private static readonly string[] Default = ["claims"];

    /// <summary>The verbs that take <see cref="ComputationOptions"/>.</summary>
    internal static string[] Verbs { get; } = ["landscape", "fields", "transfer", "generalize", "claims"];

    public static Command Create()
    {
        Argument<string> system = new("SYSTEM") { Description = "slurm." };
        Argument<string[]> words = new("COMMAND") { Description = "The command whose parts are computed, after two hyphens; left out, claims.", Arity = ArgumentArity.ZeroOrMore };
        Option<int> nodes = new("--nodes") { Description = "Tasks of the array, each a part.", HelpName = "N", Required = true };
        Option<string> time = new("--time") { Description = "Limit of a task as SLURM writes it, at least 2 minutes: 30, 12:00:00 or 2-00:00:00. What is not done by then goes on in the next start.", HelpName = "T", Required = true };
        Option<int> threads = new("--threads") { Description = "Processors of a task.", HelpName = "N", DefaultValueFactory = static _ => 1 };
        Option<string> folder = RunFolder.ToWrite();
        Verb verb = new(
            "emit", "Write a script that computes a command's parts as a job array of a cluster.",
            "lightcone sweep emit slurm --nodes 8 --time 12:00:00 --threads 4 -- claims --budget full > claims.sh");
        verb.Add(system);
        verb.Add(words);
        foreach (Option option in new Option[] { nodes, time, threads, folder })
            verb.Add(option);
        return verb.Does((parse, terminal) =>
        {
            if (parse.GetValue(system) is var name && name != "slurm")
                throw new InputException($"'{name}' is no batch system known here. Expected slurm.");
            if (parse.GetValue(nodes) is var count && count is < 1 or > MostNodes)
                throw new InputException($"--nodes {count}: expected 1 to {MostNodes}.");
            if (parse.GetValue(threads) is var processors && processors < 1)
                throw new InputException($"--threads {processors}: expected at least 1.");
            string limit = parse.GetValue(time)!;
            if (Seconds(limit) is not { } seconds)
                throw new InputException($"--time {limit}: expected minutes, minutes:seconds, hours:minutes:seconds, days-hours, days-hours:minutes or days-hours:minutes:seconds, as SLURM writes a limit.");
            if (seconds < FewestSeconds)
                throw new InputException($"--time {limit}: a task is told {SecondsBefore} seconds before its end so that it can go on later, and in a limit below {FewestSeconds / 60} minutes that would come at once. Give more time.");
            string[] command = parse.GetValue(words) is { Length: > 0 } given ? given : Default;
            Require(command);
            terminal.Out.Write(Script(command, count, limit, processors, parse.GetValue(folder)!));
            return ExitCode.Done;
        });
    }

    internal static double? Seconds(string limit)
    {
        string[] days = limit.Split('-');
        if (days.Length > 2)
            return null;
        double?[] parts = [.. days[^1].Split(':').Select(Whole)];
        if (parts.Any(static part => part is null) || parts.Length > 3 || (days.Length == 2 && Whole(days[0]) is null))
            return null;
        double[] numbers = [.. parts.Select(static part => part!.Value)];
        return days.Length == 2
            ? (Whole(days[0])!.Value * 86_400) + (numbers[0] * 3_600) + (numbers.ElementAtOrDefault(1) * 60) + numbers.ElementAtOrDefault(2)
            : numbers switch { [var minutes] => minutes * 60, [var minutes, var seconds] => (minutes * 60) + seconds, _ => (numbers[0] * 3_600) + (numbers[1] * 60) + numbers[2] };

        static double? Whole(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static void Require(string[] command)
    {
        if (!Verbs.Contains(command[0]))
            throw new InputException($"'{command[0]}' has no parts that could be computed apart. The verbs that have are {string.Join(", ", Verbs)}.");
        if (command[0] != "claims" && !command.Any(static word => word.Split('=')[0] == "--seed"))
            throw new InputException($"without --seed each task of {command[0]} would draw one of its own and compute a part of another experiment. Add --seed N to the command.");
        if (command.FirstOrDefault(static word => word.Split('=')[0] is "--shard" or "--out" or "--threads") is { } own)
            throw new InputException($"{own} is written by the script itself. Leave it out of the command, and give --out and --threads before the two hyphens.");
    }

    // A line break in a comment of the script would be a command.
    private static string Plain(string word) => word.Any(char.IsControl) ? throw new InputException("a word of the command or the folder holds a line break or another control character. Write it without.") : word;

    private static string Script(string[] command, int nodes, string limit, int threads, string folder)
    {
        string line = string.Join(' ', command.Select(Quote));
        return $$"""
            #!/bin/bash
            # {{nodes}} parts of: lightcone {{line}} --out {{Quote(folder)}}
            # Submit it with sbatch. The folder must be one that every machine sees. When all parts are complete, the command above shows the result;
            # submitting again computes only what is missing. Each task writes its exit code into {{Quote(folder)}}/shards.
            #SBATCH --job-name=lightcone
            #SBATCH --array=1-{{nodes}}
            #SBATCH --time={{limit}}
            #SBATCH --cpus-per-task={{threads}}
            #SBATCH --output=lightcone-%A-%a.out
            #SBATCH --open-mode=append
            #SBATCH --requeue
            #SBATCH --signal=B:TERM@{{SecondsBefore}}
            set -u
            folder={{Quote(folder)}}
            part="$SLURM_ARRAY_TASK_ID"
            asked=
            program=
            # Asked to end, the program keeps what is complete and the checkpoints of the rest.
            trap 'asked=1; [ -z "$program" ] || kill -TERM "$program" 2>/dev/null' TERM
            "${LIGHTCONE:-lightcone}" {{line}} --out "$folder" --threads {{threads}} --shard "$part/{{nodes}}" &
            program=$!
            wait "$program"
            code=$?
            while kill -0 "$program" 2>/dev/null; do
                wait "$program"
                code=$?
            done
            mkdir -p "$folder/shards" && echo "$code" > "$folder/shards/$part-of-{{nodes}}.exit"
            # The time was not enough: the task goes on where it stopped.
            if [ -n "$asked" ] && [ "$code" -eq 130 ] && command -v scontrol >/dev/null; then
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            fi
            exit "$code"

            """.ReplaceLineEndings("\n");
    }

    /// <summary>A word as a shell reads it.</summary>
    private static string Quote(string word) => Plain(word).Length > 0 && word.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/' or ',' or '=' or ':')
        ? word
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
