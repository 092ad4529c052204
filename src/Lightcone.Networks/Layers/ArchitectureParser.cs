using Lightcone.Foundation.Input;
using Lightcone.Networks.Parameters;
using System.Globalization;

namespace Lightcone.Networks.Layers;

/// <summary>Reads the text form of an <see cref="Architecture"/>, word by word, and points at the word that is wrong.</summary>
internal static class ArchitectureParser
{
    private const string Keywords = "linear N, conv N, leaky, rleaky, integrator, rnn N, lstm N, gru N, norm, relu, gelu, positions or transformer";

    public static Architecture Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        List<List<Word>> parts = Split(text);
        if (parts.Count < 3)
            throw Error(text, text.Length, "expected 'input N | layer | … | readout'");
        if (parts[0].Count != 2 || parts[0][0].Text != "input")
            throw Error(text, parts[0][0].At, "expected 'input N', the number of features per step");
        Readout readout = parts[^1][0].Text switch
        {
            "count" => Readout.Count,
            "sum" => Readout.Sum,
            "last" => Readout.Last,
            "mean" => Readout.Mean,
            "every" => Readout.EveryStep,
            _ => throw Error(text, parts[^1][0].At, "expected a readout: count, sum, last, mean or every"),
        };
        if (parts[^1].Count > 1)
            throw Error(text, parts[^1][1].At, "a readout has no settings");
        int inputs = Whole(text, parts[0][1]);
        List<Layer> layers = [.. parts[1..^1].Select(part => ParseLayer(text, part))];
        try
        {
            return new Architecture(inputs, layers, readout);
        }
        catch (ArgumentException e)
        {
            // The readout is where a chain of layers that does not fit together shows.
            throw Error(text, parts[^1][0].At, InputException.SentenceOf(e).TrimEnd('.'));
        }
    }

    private static Layer ParseLayer(string text, List<Word> part)
    {
        Settings settings = new(text, part);
        Layer layer = part[0].Text switch
        {
            "linear" => new Linear(settings.Units()) { Initialization = settings.Start("start") },
            "conv" => settings.Filters(),
            "rnn" => new TanhRecurrent(settings.Units()),
            "lstm" => new Lstm(settings.Units()) { Initialization = settings.Start("start"), RecurrentInitialization = settings.Start("recurrent") },
            "gru" => new Gru(settings.Units()) { Initialization = settings.Start("start"), RecurrentInitialization = settings.Start("recurrent") },
            "norm" => new LayerNormalization(),
            "relu" => new Relu(),
            "gelu" => new Gelu(),
            "positions" => new SinusoidalPositions(),
            "transformer" => new Transformer
            {
                Heads = settings.Number("heads") ?? 4,
                Hidden = settings.Number("hidden"),
                Causal = settings.Choose("mask", "causal", "none"),
                Rotary = !settings.Choose("positions", "none", "rotary"),
                Gelu = !settings.Choose("activation", "relu", "gelu"),
            },
            "leaky" => new Leaky
            {
                Beta = settings.Number("beta", 0.95f),
                Threshold = settings.Number("threshold", 1),
                Reset = settings.Reset(),
                ResetDelay = settings.ResetDelay(),
                Surrogate = settings.Surrogate(),
                LearnBeta = settings.Learning(),
            },
            "rleaky" => new RLeaky
            {
                Beta = settings.Number("beta", 0.95f),
                Threshold = settings.Number("threshold", 1),
                Reset = settings.Reset(),
                ResetDelay = settings.ResetDelay(),
                Surrogate = settings.Surrogate(),
                LearnBeta = settings.Learning(),
                Initialization = settings.Start("start"),
            },
            "integrator" => new LeakyIntegrator { Beta = settings.Number("beta", 0.95f), LearnBeta = settings.Learning() },
            _ => throw Error(text, part[0].At, $"no layer is called '{part[0].Text}': expected {Keywords}"),
        };
        settings.Finish();
        return layer;
    }

    internal static FormatException Error(string text, int at, string message) =>
        new($"{message}.{Environment.NewLine}  {text}{Environment.NewLine}  {new string(' ', Math.Min(at, text.Length))}^");

    internal static int Whole(string text, Word word) =>
        int.TryParse(word.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : throw Error(text, word.At, $"expected a whole number, found '{word.Text}'");

    private static List<List<Word>> Split(string text)
    {
        List<List<Word>> parts = [[]];
        for (int at = 0; at < text.Length;)
        {
            if (text[at] == '|')
            {
                if (parts[^1].Count == 0)
                    throw Error(text, at, "expected a part before the bar");
                parts.Add([]);
                at++;
            }
            else if (char.IsWhiteSpace(text[at]))
                at++;
            else
            {
                int end = at;
                while (end < text.Length && text[end] != '|' && !char.IsWhiteSpace(text[end]))
                    end++;
                parts[^1].Add(new Word(text[at..end], at));
                at = end;
            }
        }

        return parts[^1].Count == 0 ? throw Error(text, text.Length, "expected a part") : parts;
    }

    internal readonly record struct Word(string Text, int At);

    /// <summary>The words after a layer's keyword; each must be asked for exactly once.</summary>
    private sealed class Settings(string text, List<Word> words)
    {
        private readonly HashSet<int> used = [0];

        public int Units()
        {
            if (words.Count < 2)
                throw Error(text, words[0].At + words[0].Text.Length, $"'{words[0].Text}' needs its number of units");
            used.Add(1);
            return Whole(text, words[1]);
        }

        public Convolution Filters()
        {
            int channels = Units();
            if (Find("size") is not Word word || word.Text[5..].Split('x') is not [var height, var width])
                throw Error(text, words[0].At, "'conv' needs the size of its picture, rows and columns, as in size=8x8");
            return new Convolution(channels, Whole(text, new Word(height, word.At + 5)), Whole(text, new Word(width, word.At + 6 + height.Length)), Number("kernel") ?? 3);
        }

        public float Number(string key, float otherwise) => Find(key) is Word word ? Single(word, key.Length + 1) : otherwise;

        public int? Number(string key) => Find(key) is Word word ? Whole(text, new Word(word.Text[(key.Length + 1)..], word.At + key.Length + 1)) : null;

        /// <summary>Whether a setting has the first of two values, which is what it has when it is left out.</summary>
        public bool Choose(string key, string first, string second)
        {
            if (Find(key) is not Word word)
                return true;
            string value = word.Text[(key.Length + 1)..];
            return value == first || (value == second ? false : throw Error(text, word.At + key.Length + 1, $"expected {first} or {second}"));
        }

        public Reset Reset() => Find("reset") is not Word word ? Layers.Reset.Subtract : word.Text[6..] switch
        {
            "subtract" => Layers.Reset.Subtract,
            "zero" => Layers.Reset.Zero,
            "none" => Layers.Reset.None,
            "subtract-beta" => Layers.Reset.SubtractBeta,
            _ => throw Error(text, word.At + 6, "expected subtract, subtract-beta, zero or none"),
        };

        public bool ResetDelay() => Find("reset_delay") is not Word word || word.Text[12..] switch
        {
            "true" => true,
            "false" => false,
            _ => throw Error(text, word.At + 12, "expected true or false"),
        };

        public Surrogate Surrogate()
        {
            if (Find("surrogate") is not Word word)
                return new Surrogate.FastSigmoid();
            string value = word.Text[10..];
            return value.Split(':')[0] switch
            {
                "fast" => value == "fast" ? new Surrogate.FastSigmoid() : new Surrogate.FastSigmoid(Single(word, 15)),
                "atan" => value == "atan" ? new Surrogate.Arctangent() : new Surrogate.Arctangent(Single(word, 15)),
                "straight" when value == "straight" => new Surrogate.StraightThrough(),
                _ => throw Error(text, word.At + 10, "expected fast:SLOPE, atan:ALPHA or straight"),
            };
        }

        public DecayLearning Learning() => Find("learn") is not Word word ? DecayLearning.Fixed : word.Text[6..] switch
        {
            "shared" => DecayLearning.Shared,
            "neuron" => DecayLearning.PerNeuron,
            "shared-sigmoid" => DecayLearning.SharedSigmoid,
            "neuron-sigmoid" => DecayLearning.PerNeuronSigmoid,
            _ => throw Error(text, word.At + 6, "expected shared, neuron, shared-sigmoid or neuron-sigmoid"),
        };

        public Initialization Start(string key)
        {
            if (Find(key) is not Word word)
                return Initialization.Default;
            string value = word.Text[(key.Length + 1)..];
            int colon = value.IndexOf(':', StringComparison.Ordinal);
            int number = key.Length + 2 + colon;
            return (colon < 0 ? value : value[..colon]) switch
            {
                "uniform" when colon < 0 => Initialization.Default,
                "xavier" when colon < 0 => new Initialization.Xavier(),
                "orthogonal" => colon < 0 ? new Initialization.Orthogonal() : new Initialization.Orthogonal(Double(word, number)),
                "constant" when colon > 0 => new Initialization.Constant(Single(word, number)),
                _ => throw Error(text, word.At + key.Length + 1, "expected uniform, xavier, orthogonal:GAIN or constant:VALUE"),
            };
        }

        public void Finish()
        {
            for (int i = 0; i < words.Count; i++)
                if (!used.Contains(i))
                    throw Error(text, words[i].At, $"'{words[0].Text}' has no setting '{words[i].Text}', or has it already");
        }

        private Word? Find(string key)
        {
            for (int i = 1; i < words.Count; i++)
                if (words[i].Text.StartsWith(key + "=", StringComparison.Ordinal))
                {
                    used.Add(i);
                    return words[i];
                }

            return null;
        }

        private float Single(Word word, int skip) => (float)Double(word, skip);

        private double Double(Word word, int skip) =>
            skip <= word.Text.Length && double.TryParse(word.Text.AsSpan(skip), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
                ? value
                : throw Error(text, word.At + Math.Min(skip, word.Text.Length), "expected a number");
    }
}
