namespace Lightcone.Lab.Lessons;

/// <summary>One entry of the table of a network that learns.</summary>
/// <param name="Neighborhood">Its number.</param>
/// <param name="Symbol">What the network says.</param>
/// <param name="Margin">By how many logits.</param>
/// <param name="State">certain, open (right, by little), wrong, or guess (never shown).</param>
internal readonly record struct LessonEntry(int Neighborhood, int Symbol, double Margin, string State);
