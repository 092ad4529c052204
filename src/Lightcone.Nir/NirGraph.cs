namespace Lightcone.Nir;

/// <summary>Numbers of a node, row by row.</summary>
/// <param name="Shape">The lengths of the axes; empty for a single number.</param>
/// <param name="Values">The numbers.</param>
internal sealed record NirArray(int[] Shape, double[] Values);

/// <summary>A node of a graph.</summary>
/// <param name="Type">Its type, as NIR spells it: Affine, LIF and so on.</param>
/// <param name="Arrays">Its numbers by name.</param>
/// <param name="Graph">The graph within a node of type NIRGraph.</param>
internal sealed record NirNode(string Type, IReadOnlyDictionary<string, NirArray> Arrays, NirGraph? Graph);

/// <summary>Nodes, and which feeds which.</summary>
/// <param name="Nodes">The nodes by name.</param>
/// <param name="Edges">From, to.</param>
/// <param name="Metadata">Texts about the graph.</param>
internal sealed record NirGraph(IReadOnlyDictionary<string, NirNode> Nodes, IReadOnlyList<(string From, string To)> Edges, IReadOnlyDictionary<string, string> Metadata);
