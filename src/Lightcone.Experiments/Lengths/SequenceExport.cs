using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Foundation.Random;

namespace Lightcone.Experiments.Lengths;

/// <summary>
/// The questions of a <see cref="LengthRun"/> as a file for other programs, JSON lines: a head, a line for each sequence, and a last line with the number of lines before it and the SHA-256 of their bytes. Written as it is
/// drawn, a sequence at a time.
/// </summary>
/// <remarks>
/// Bits stand as text, the first step first; a dot in <c>answer</c> stands where nothing is asked. The same settings give the same bytes, and the sequences are those that runs of the same seed are asked.
/// </remarks>
public sealed record SequenceExport
{
    /// <summary>The name of the task.</summary>
    public required string Task { get; init; }

    /// <summary>Steps of an elementary rule after which its cells are asked. Default 1.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Digits or cells. Default 16.</summary>
    public IReadOnlyList<int> Lengths { get; init; } = [16];

    /// <summary>Sequences of each length. Default 256.</summary>
    public int Samples { get; init; } = 256;

    /// <summary>The seed. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Writes the lines.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellation">Ends it between two sequences.</param>
    /// <returns>The SHA-256 of all lines but the last, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="Foundation.Input.InputException">There is no such task, or a number does not fit.</exception>
    public string Write(Stream stream, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        new LengthRun { Task = Task, Steps = Steps, Lengths = [.. Lengths], Samples = Samples }.Check();
        SequenceTask task = SequenceTask.Find(Task, Steps);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long lines = 0;
        Line(string.Create(CultureInfo.InvariantCulture, $"{{\"format\":\"lightcone-sequences\",\"version\":1,\"task\":\"{Task}\",\"steps\":{Steps},\"seed\":{Seed},\"lengths\":[{string.Join(',', Lengths)}],\"samples\":{Samples},\"channels\":[{string.Join(',', task.ChannelNames.Select(static name => $"\"{name}\""))}],\"question\":\"{task.Question}\"}}"));
        foreach (int length in Lengths)
            for (int i = 0; i < Samples; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                SequenceExample example = task.Draw(length, new RandomStream(Seed, LengthRun.Purpose(length), (ulong)i));
                StringBuilder line = new();
                line.Append(CultureInfo.InvariantCulture, $"{{\"length\":{length},\"index\":{i}");
                for (int channel = 0; channel < example.Channels.Length; channel++)
                    line.Append(CultureInfo.InvariantCulture, $",\"{task.ChannelNames[channel]}\":\"{Text(example.Channels[channel])}\"");
                line.Append(CultureInfo.InvariantCulture, $",\"answer\":\"{Text(example.Answer)}\"");
                if (example.Chain is { } chain)
                    line.Append(CultureInfo.InvariantCulture, $",\"chain\":{chain}");
                Line(line.Append('}').ToString());
            }

        string sum = Convert.ToHexStringLower(hash.GetHashAndReset());
        stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"lines\":{lines},\"sha256\":\"{sum}\"}}\n")));
        return sum;

        void Line(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text + "\n");
            hash.AppendData(bytes);
            stream.Write(bytes);
            lines++;
        }
    }

    private static string Text(byte[] bits) => string.Create(bits.Length, bits, static (text, source) =>
    {
        for (int i = 0; i < text.Length; i++)
            text[i] = source[i] == SequenceExample.NoAnswer ? '.' : (char)('0' + source[i]);
    });
}
