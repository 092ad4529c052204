using System.Text.Json;

namespace Lightcone.Lab.Wire;

/// <summary>A kept run as a list shows it.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Version">The version of its kind.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Numbers">Its numbers by name.</param>
internal sealed record RunSummary(string Hash, string Kind, int Version, JsonElement Settings, IReadOnlyDictionary<string, double> Numbers);

/// <summary>Some of the kept runs.</summary>
/// <param name="Folder">The folder that keeps them.</param>
/// <param name="Total">How many there are that were asked for.</param>
/// <param name="Offset">The first of those in this answer, from 0.</param>
/// <param name="Limit">How many this answer has at most.</param>
/// <param name="Kinds">How many there are of each kind, whatever was asked for.</param>
/// <param name="Damaged">Directories that could not be read, each with the reason.</param>
/// <param name="Runs">The runs.</param>
internal sealed record RunPage(string Folder, int Total, int Offset, int Limit, KindCount[] Kinds, string[] Damaged, RunSummary[] Runs);

/// <summary>How many runs of a kind there are.</summary>
internal sealed record KindCount(string Kind, int Count);

/// <summary>A kept run.</summary>
/// <param name="Hash">Its name.</param>
/// <param name="Kind">The name of its kind.</param>
/// <param name="Version">The version of its kind.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Numbers">Its numbers by name.</param>
/// <param name="Arrays">Its arrays; each is at /api/runs/HASH/arrays/NAME.</param>
/// <param name="Events">What it told: epochs, episodes.</param>
/// <param name="Command">The command that repeats it.</param>
/// <param name="Content">SHA-256 over all its files: equal for equal results.</param>
internal sealed record RunDetail(string Hash, string Kind, int Version, JsonElement Settings, IReadOnlyDictionary<string, double> Numbers, ArrayInfo[] Arrays, JsonElement[] Events, string Command, string Content);

/// <summary>An array of a run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The type of its numbers.</param>
/// <param name="Shape">Its extents.</param>
internal sealed record ArrayInfo(string Name, string Type, int[] Shape);

/// <summary>The first test episode of an agent.</summary>
/// <param name="World">The environment.</param>
/// <param name="Difficulty">The difficulty.</param>
/// <param name="Return">The sum of rewards.</param>
/// <param name="Hash">SHA-256 over observations and rewards.</param>
/// <param name="Actions">The action of each step.</param>
/// <param name="Rewards">The reward of each step.</param>
/// <param name="Observations">What the agent saw, one row more than there are steps.</param>
/// <param name="File">The episode as `lightcone transfer --replay` writes it.</param>
internal sealed record ReplayInfo(string World, string Difficulty, double Return, string Hash, int[] Actions, double[] Rewards, float[][] Observations, JsonElement File);

/// <summary>Five numbers of a sample.</summary>
internal sealed record Spread(int Count, double Min, double Median, double Max, double Mean, double Deviation);

/// <summary>One model of one task over lengths, or over chains of influence.</summary>
/// <param name="Task">The task.</param>
/// <param name="Steps">Steps of an elementary rule after which its cells are asked.</param>
/// <param name="Model">The model; "corrupted" for the automaton's control.</param>
/// <param name="IsChain">Whether the numbers are chains.</param>
/// <param name="TrainedUpTo">The longest input of its training.</param>
/// <param name="Points">The points by number.</param>
internal sealed record LengthCurveInfo(string Task, int Steps, string Model, bool IsChain, int TrainedUpTo, LengthPoint[] Points);

/// <summary>One length or chain.</summary>
/// <param name="Number">Digits or cells.</param>
/// <param name="Seeds">How many seeds.</param>
/// <param name="Samples">Inputs of each.</param>
/// <param name="Exact">The share of inputs whose every bit is right.</param>
/// <param name="Bits">The share of right bits.</param>
internal sealed record LengthPoint(int Number, int Seeds, int Samples, Spread Exact, Spread Bits);

/// <summary>Accuracy against length, from the runs in the folder.</summary>
internal sealed record LengthList(LengthCurveInfo[] Curves);
