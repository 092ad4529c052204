using System.Text;
using Lightcone.Foundation.Arrays;

namespace Lightcone.Formats.Golly;

/// <summary>
/// Writes a rule as a @TABLE without symmetries. The table is read as a decision diagram over the cells in Golly's order: states whose tables below are equal go together into a variable,
/// so that Life takes some three hundred lines and Wireworld forty. Transitions that leave the cell as it is are not written.
/// </summary>
internal sealed class GollyTableWriter
{
    private readonly LocalRule rule;
    private readonly GollyNeighborhood neighborhood;
    private readonly int[] weights;
    private readonly SortedDictionary<string, string> variables = new(StringComparer.Ordinal);
    private readonly StringBuilder lines = new();
    private readonly string[] terms;
    private byte own;

    public GollyTableWriter(LocalRule rule, GollyNeighborhood neighborhood)
    {
        this.rule = rule;
        this.neighborhood = neighborhood;
        // A cell that the rule does not read has no weight: all its states go together.
        weights = GollyNeighborhood.Weights(rule.Signature, neighborhood.Offsets);
        terms = new string[weights.Length];
    }

    public string Write()
    {
        for (int state = 0; state < rule.State.Size; state++)
        {
            own = (byte)state;
            terms[0] = $"{state}";
            Visit(1, state * weights[0]);
        }

        StringBuilder text = new();
        text.Append($"@TABLE\n\nn_states:{rule.State.Size}\nneighborhood:{neighborhood.Name}\nsymmetries:none\n");
        foreach ((string name, string members) in variables)
            text.Append($"var {name}={{{members}}}\n");
        return text.Append(lines).ToString();
    }

    private void Visit(int position, int index)
    {
        if (IsUniform(position, index, rule.Table[index]))
        {
            byte next = rule.Table[index];
            if (next == own)
                return;
            for (int rest = position; rest < terms.Length; rest++)
                terms[rest] = Variable([.. Enumerable.Range(0, rule.State.Size)], rest);
            lines.Append(string.Join(',', terms)).Append(',').Append(next).Append('\n');
            return;
        }

        bool[] done = new bool[rule.State.Size];
        for (int state = 0; state < done.Length; state++)
        {
            if (done[state])
                continue;
            List<int> alike = [];
            for (int other = state; other < done.Length; other++)
                if (!done[other] && IsEqual(position + 1, index + (state * weights[position]), index + (other * weights[position])))
                {
                    done[other] = true;
                    alike.Add(other);
                }

            terms[position] = Variable(alike, position);
            Visit(position + 1, index + (state * weights[position]));
        }
    }

    /// <summary>A single state stands for itself; several become a variable of this position, since one that occurs twice would mean the same state twice.</summary>
    private string Variable(List<int> states, int position)
    {
        if (states.Count == 1)
            return $"{states[0]}";
        string members = string.Join(',', states);
        string name = states.Count == rule.State.Size ? $"any{position}" : $"s{members.Replace(",", "_", StringComparison.Ordinal)}p{position}";
        variables[name] = members;
        return name;
    }

    private bool IsUniform(int position, int index, byte value)
    {
        if (position == weights.Length)
            return rule.Table[index] == value;
        for (int state = 0; state < (weights[position] == 0 ? 1 : rule.State.Size); state++)
            if (!IsUniform(position + 1, index + (state * weights[position]), value))
                return false;
        return true;
    }

    private bool IsEqual(int position, int a, int b)
    {
        if (a == b)
            return true;
        if (position == weights.Length)
            return rule.Table[a] == rule.Table[b];
        for (int state = 0; state < (weights[position] == 0 ? 1 : rule.State.Size); state++)
            if (!IsEqual(position + 1, a + (state * weights[position]), b + (state * weights[position])))
                return false;
        return true;
    }
}
