using System.Text.Json;

namespace Lightcone.Lab.Wire;

/// <summary>Settings of "learn".</summary>
/// <param name="Task">The task.</param>
/// <param name="Seed">The seed; drawn when null.</param>
/// <param name="Hidden">Hidden units of each network, 1 to 512; the task's own when null.</param>
/// <param name="Preset">"default" or "paper".</param>
/// <param name="Changes">Examples of the rule that are left out or poisoned; null for none.</param>
internal sealed record LearnSettings(string Task, ulong? Seed = null, int? Hidden = null, string Preset = "default", ExampleChange[]? Changes = null);

/// <summary>A neighborhood of which the training is shown something else.</summary>
/// <param name="Neighborhood">Its number.</param>
/// <param name="Symbol">What is shown as its result; null leaves it out.</param>
internal sealed record ExampleChange(int Neighborhood, int? Symbol = null);

/// <summary>Settings of "certify": a task, whose own table is examined, or an automaton, or an automaton against a task.</summary>
/// <param name="Task">What the automaton should compute; what its file names when null.</param>
/// <param name="Automaton">A rule file as "lightcone learn --out" writes it; the task's own table when null.</param>
internal sealed record CertifySettings(string? Task = null, JsonElement? Automaton = null);

/// <summary>What a rule is run on: exactly one of Add, Input, Random and Worst.</summary>
/// <param name="Add">The two operands of an arithmetic task, in decimal.</param>
/// <param name="Input">Symbols; rows of a grid are separated by slashes.</param>
/// <param name="Random">Random operands of so many digits, or so many random cells; "WxH" on a grid.</param>
/// <param name="Worst">The input of so many digits or cells that takes the most steps.</param>
/// <param name="Boundary">periodic, reflecting, fixed or fixed:SYMBOL; the rule's own when null.</param>
/// <param name="Seed">The seed of a random input; drawn when null.</param>
internal sealed record InputSettings(string[]? Add = null, string? Input = null, string? Random = null, int? Worst = null, string? Boundary = null, ulong? Seed = null);

/// <summary>Settings of "run".</summary>
/// <param name="On">What it is run on.</param>
/// <param name="Task">A task, W0 to W255 or a B/S rule; may be null beside an automaton.</param>
/// <param name="Automaton">A rule file; the task's own table when null.</param>
/// <param name="Steps">Exactly so many steps; until it settles or repeats when null.</param>
/// <param name="Engine">The name of an engine; picked when null.</param>
internal sealed record RunSettings(InputSettings On, string? Task = null, JsonElement? Automaton = null, long? Steps = null, string? Engine = null);

/// <summary>Settings of "race".</summary>
/// <param name="On">What the engines are run on.</param>
/// <param name="Task">A task, W0 to W255 or a B/S rule; may be null beside an automaton.</param>
/// <param name="Automaton">A rule file; the task's own table when null.</param>
/// <param name="Steps">Exactly so many steps; until it settles or repeats when null.</param>
/// <param name="MostSeconds">An engine that would take longer by its rates is left out, 0.01 to 60.</param>
internal sealed record RaceSettings(InputSettings On, string? Task = null, JsonElement? Automaton = null, long? Steps = null, double MostSeconds = 5);

/// <summary>A flow or a map: exactly one of Name and Text.</summary>
/// <param name="Name">A name of the catalog.</param>
/// <param name="Text">A flow as text, as in "x' = y; y' = -k*x; k = 4".</param>
/// <param name="Parameters">Parameters that differ from the usual ones.</param>
internal sealed record SystemSettings(string? Name = null, string? Text = null, IReadOnlyDictionary<string, double>? Parameters = null);

/// <summary>Settings of "encode".</summary>
/// <param name="System">The flow.</param>
/// <param name="Values">Features, each of which starts a trajectory, 1 to 64.</param>
/// <param name="Samples">Time steps of the sequence, 2 to 100,000.</param>
/// <param name="Duration">Time from the first to the last.</param>
/// <param name="Step">The step of the Runge-Kutta method.</param>
internal sealed record EncodeSettings(SystemSettings System, double[] Values, int Samples = 30, double Duration = 4, double Step = 0.01);

/// <summary>Settings of "spectrum": Lyapunov exponents.</summary>
/// <param name="System">The flow or map.</param>
/// <param name="Duration">Time to measure over, or steps of a map; 100, or 100,000 steps, when null.</param>
/// <param name="Transient">Time to wait first; 20, or 100 steps, when null.</param>
/// <param name="Step">The step of the Runge-Kutta method.</param>
/// <param name="Start">The start; near the usual attractor when null.</param>
internal sealed record SpectrumSettings(SystemSettings System, double? Duration = null, double? Transient = null, double Step = 0.01, double[]? Start = null);

/// <summary>Settings of "landscape".</summary>
/// <param name="Train">Encodings that train, as in "mixed:delta=2"; the paper's twelve dampings when null.</param>
/// <param name="Tests">Encodings of the tests; the paper's twelve dampings when null.</param>
/// <param name="Models">Networks.</param>
/// <param name="Betas">Leaks per step.</param>
/// <param name="Control">What is done to every encoding.</param>
/// <param name="Repeats">Trainings of each cell, 1 to 100.</param>
/// <param name="Epochs">Epochs at most; the paper's when null.</param>
/// <param name="Samples">How many of the digits are used; all when null.</param>
/// <param name="Seed">The first seed; drawn when null.</param>
internal sealed record LandscapeSettings(
    string[]? Train = null, string[]? Tests = null, string[]? Models = null, double[]? Betas = null, string Control = "none", int Repeats = 3, int? Epochs = null, int? Samples = null, ulong? Seed = null);

/// <summary>Settings of "fields".</summary>
/// <param name="Study">The study.</param>
/// <param name="Only">Some of its conditions; all when null.</param>
/// <param name="Repeats">Trainings of each condition, 1 to 100.</param>
/// <param name="Epochs">Epochs; the study's when null.</param>
/// <param name="Patches">Patches to train on; the study's when null.</param>
/// <param name="Film">Of how many units the weights are kept after each epoch; the study's when null.</param>
/// <param name="Seed">The first seed; drawn when null.</param>
internal sealed record FieldSettings(string Study = "paper", string[]? Only = null, int Repeats = 3, int? Epochs = null, int? Patches = null, int? Film = null, ulong? Seed = null);

/// <summary>Settings of "transfer".</summary>
/// <param name="World">The experiment.</param>
/// <param name="Only">Some of its groups; all when null.</param>
/// <param name="Protocol">"early" or "full"; the experiment's when null.</param>
/// <param name="Episodes">Training episodes at most; the experiment's when null.</param>
/// <param name="Agents">Agents of each group, 1 to 100.</param>
/// <param name="Seed">The first seed; drawn when null.</param>
internal sealed record TransferSettings(string World = "cartpole", string[]? Only = null, string? Protocol = null, int? Episodes = null, int Agents = 3, ulong? Seed = null);

/// <summary>Settings of "claim".</summary>
/// <param name="Id">The claim, or the beginning of several.</param>
/// <param name="Budget">smoke, standard or full.</param>
internal sealed record ClaimSettings(string Id, string Budget = "standard");
