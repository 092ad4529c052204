namespace Lightcone.Engines.Stepping;

/// <summary>What an engine takes for one rule.</summary>
/// <param name="Update">A cell update, in nanoseconds.</param>
/// <param name="Step">A step, however few cells there are: calls, edges and ends of lanes, in nanoseconds.</param>
/// <param name="Conversion">A cell that is taken over at the beginning and given back at the end, in nanoseconds.</param>
/// <param name="Preparation">Until the rule is ready for its first run: what is searched and compiled, the engine's own code too, in seconds. Later runs of the same rule do without.</param>
internal readonly record struct EngineRate(double Update, double Step = 0, double Conversion = 0, double Preparation = 0.003);
