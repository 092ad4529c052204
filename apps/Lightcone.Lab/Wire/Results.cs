using System.Text.Json;

namespace Lightcone.Lab.Wire;

/// <summary>What "learn" gives.</summary>
/// <param name="Exact">Whether every neighborhood of rule and readout is right.</param>
/// <param name="Parameters">Parameters of its networks.</param>
/// <param name="Margin">The smallest margin of what was shown, in logits.</param>
/// <param name="Restarts">How often training began anew.</param>
/// <param name="Wrong">Neighborhoods of the rule that are not the task's.</param>
/// <param name="Guesses">Neighborhoods of the rule that were never shown.</param>
/// <param name="Hash">The hash of the rule.</param>
/// <param name="Automaton">The rule file, as "lightcone learn --out" writes it.</param>
internal sealed record LearnResult(bool Exact, int Parameters, double Margin, int Restarts, int[] Wrong, int[] Guesses, string Hash, JsonElement Automaton);

/// <summary>What "certify" gives.</summary>
/// <param name="Verdict">"certified" or "refuted".</param>
/// <param name="Claim">What it was examined against.</param>
/// <param name="Neighborhoods">Entries of the table.</param>
/// <param name="Hash">The hash of the rule.</param>
/// <param name="Levels">The levels as in certificate files (docs/certificates.md).</param>
/// <param name="Counterexamples">Where the table is wrong.</param>
/// <param name="Reason">Why it was refuted; null for certificates.</param>
/// <param name="SmallestFailingInput">The smallest input that gets a wrong answer; null when there is none.</param>
/// <param name="Certificate">The text of the certificate file, byte for byte; null when it was refuted.</param>
internal sealed record CertifyResult(
    string Verdict, string Claim, int Neighborhoods, string Hash, JsonElement Levels, CounterexampleInfo[] Counterexamples, string? Reason, string? SmallestFailingInput, string? Certificate);

/// <summary>An entry that is wrong.</summary>
internal sealed record CounterexampleInfo(string Part, string Neighborhood, string Found, string Expected);

/// <summary>What "run" gives.</summary>
/// <param name="Engine">What really ran.</param>
/// <param name="Reason">Why it was picked.</param>
/// <param name="Cells">How many cells.</param>
/// <param name="Steps">Steps that changed something.</param>
/// <param name="Outcome">steps-done, fixed-point, cycle or limit-reached.</param>
/// <param name="Advice">What that means, as a sentence.</param>
/// <param name="Period">The period; null where it is not known.</param>
/// <param name="Transient">Steps before it.</param>
/// <param name="Answer">The number that came out, or the symbols that the readout shows; null where it did not settle or there are too many.</param>
/// <param name="Final">The last state as symbols; null for more than 65,536 cells.</param>
/// <param name="Hash">SHA-256 of the last state.</param>
/// <param name="CellUpdates">How often a cell was evaluated.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record RunOutcome(
    string Engine, string Reason, int Cells, long Steps, string Outcome, string Advice, long? Period, long? Transient, string? Answer, string? Final, string Hash, long CellUpdates, double Seconds);

/// <summary>What "race" gives.</summary>
/// <param name="Cells">How many cells.</param>
/// <param name="Steps">How many steps.</param>
/// <param name="Chosen">The engine that is picked unasked.</param>
/// <param name="Reason">Why.</param>
/// <param name="Equal">Whether all that ran gave the same hash.</param>
/// <param name="Engines">The engines, cheapest by their rates first.</param>
internal sealed record RaceResult(int Cells, long Steps, string Chosen, string Reason, bool Equal, RaceEntry[] Engines);

/// <summary>One engine of a race; also the event "engine".</summary>
/// <param name="Engine">Its name.</param>
/// <param name="Refusal">Why it did not run; null when it did.</param>
/// <param name="PredictedSeconds">What its rates say; null where its cost depends on what happens.</param>
/// <param name="Seconds">The median of its runs.</param>
/// <param name="CellsPerSecond">Cells times steps over seconds.</param>
/// <param name="Runs">How often it ran.</param>
/// <param name="Hash">SHA-256 of the last state.</param>
internal sealed record RaceEntry(string Engine, string? Refusal, double? PredictedSeconds, double? Seconds, double? CellsPerSecond, int Runs, string? Hash);

/// <summary>What "encode" gives.</summary>
/// <param name="System">The name of the flow.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Components">The names of its components.</param>
/// <param name="Times">The moments.</param>
/// <param name="Series">For each feature and component its values over time: feature f, component c is row f * components + c.</param>
/// <param name="Jacobian">The Jacobian matrix at the first feature's start, row by row.</param>
/// <param name="Divergence">The divergence there.</param>
internal sealed record EncodeResult(string System, IReadOnlyDictionary<string, double> Parameters, string[] Components, double[] Times, double[][] Series, double[][] Jacobian, double Divergence);

/// <summary>What "spectrum" gives.</summary>
/// <param name="System">The name of the system.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Exponents">The Lyapunov exponents, largest first.</param>
/// <param name="HalfWidths">Half of the 95 % interval of each.</param>
/// <param name="Sum">Their sum.</param>
/// <param name="Divergence">The mean divergence, which the sum has to be.</param>
/// <param name="Consistent">Whether it is.</param>
/// <param name="Converged">Whether every interval is narrow and the sum right.</param>
/// <param name="Doubts">What speaks against the estimate.</param>
/// <param name="KaplanYorkeDimension">The dimension that they give.</param>
/// <param name="Duration">Over what time.</param>
/// <param name="HistoryTimes">Moments at which the estimates so far were kept.</param>
/// <param name="History">The estimates so far, an exponent a row.</param>
internal sealed record SpectrumResult(
    string System, IReadOnlyDictionary<string, double> Parameters, double[] Exponents, double[] HalfWidths, double Sum, double Divergence, bool Consistent, bool Converged, string[] Doubts, double KaplanYorkeDimension, double Duration,
    double[] HistoryTimes, double[][] History);

/// <summary>What "landscape" gives.</summary>
/// <param name="Control">What was done to every encoding.</param>
/// <param name="Seed">The first seed.</param>
/// <param name="Tables">A table for each network and leak.</param>
/// <param name="Runs">The hashes of all runs.</param>
internal sealed record LandscapeResult(string Control, ulong Seed, LandscapeTableInfo[] Tables, string[] Runs);

/// <summary>Accuracies of one network at one leak.</summary>
/// <param name="Model">The network.</param>
/// <param name="Beta">The leak.</param>
/// <param name="Tests">The encodings of the columns.</param>
/// <param name="Rows">The rows.</param>
internal sealed record LandscapeTableInfo(string Model, double Beta, string[] Tests, LandscapeRow[] Rows);

/// <summary>One encoding of the training.</summary>
/// <param name="Train">The encoding.</param>
/// <param name="Accuracy">Test accuracy at each column over the repeats, 0 to 1.</param>
/// <param name="Numbers">Numbers of the trainings over the repeats.</param>
internal sealed record LandscapeRow(string Train, Spread[] Accuracy, IReadOnlyDictionary<string, Spread> Numbers);

/// <summary>What "fields" gives.</summary>
/// <param name="Seed">The first seed.</param>
/// <param name="Conditions">The conditions.</param>
/// <param name="Runs">The hashes of all runs: conditions, in them repeats. The weights are the array "weights" of each.</param>
internal sealed record FieldResult(ulong Seed, FieldConditionInfo[] Conditions, string[] Runs);

/// <summary>One condition.</summary>
internal sealed record FieldConditionInfo(string Condition, IReadOnlyDictionary<string, Spread> Numbers);

/// <summary>What "transfer" gives.</summary>
/// <param name="Seed">The first seed.</param>
/// <param name="Rows">Groups, in them difficulties.</param>
/// <param name="Runs">The hashes of all runs: groups, in them agents.</param>
internal sealed record TransferResult(ulong Seed, TransferRowInfo[] Rows, string[] Runs);

/// <summary>One group of agents on one difficulty.</summary>
internal sealed record TransferRowInfo(string Group, bool IsControl, string Difficulty, Spread Reward, Spread Success);

/// <summary>What "claim" gives: the records, as in docs/reproductions/claim.schema.json.</summary>
internal sealed record ClaimResult(JsonElement[] Records);
