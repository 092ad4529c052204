using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Tests;

/// <summary>Damages files in seeded ways: bytes replaced, removed, doubled or exchanged, words of the format put in, files cut off.</summary>
internal static class Mutations
{
    public static readonly int Count = Round.Count(2_000, 20_000, 100_000);

    /// <summary>Reads <see cref="Count"/> damaged copies of files; anything but a refusal by <see cref="InputException"/> is a failure.</summary>
    /// <returns>How many of them were read all the same.</returns>
    public static int Read(string purpose, byte[][] files, string[] words, Action<byte[]> read)
    {
        byte[][] tokens = [.. words.Concat(["0", "1", "-1", "99999999999", "\n", " ", ",", "\"", "\0", "é"]).Select(System.Text.Encoding.UTF8.GetBytes)];
        int accepted = 0;
        for (int i = 0; i < Count; i++)
        {
            RandomStream stream = new(50, purpose, (ulong)i);
            byte[] damaged = Damage(files[i % files.Length], tokens, stream);
            try
            {
                read(damaged);
                accepted++;
            }
            catch (InputException exception)
            {
                Assert.False(string.IsNullOrWhiteSpace(exception.Problem));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                Assert.Fail($"{purpose}, mutation {i}: {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}\n{System.Text.Encoding.Latin1.GetString(damaged)}");
            }
        }

        return accepted;
    }

    private static byte[] Damage(byte[] file, byte[][] tokens, RandomStream stream)
    {
        List<byte> bytes = [.. file];
        for (int times = 1 + stream.NextInt32(3); times > 0 && bytes.Count > 0; times--)
        {
            int at = stream.NextInt32(bytes.Count);
            int length = Math.Min(1 + stream.NextInt32(8), bytes.Count - at);
            switch (stream.NextInt32(7))
            {
                case 0:
                    bytes[at] = (byte)stream.NextInt32(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, length);
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, length));
                    break;
                case 3:
                    bytes.InsertRange(at, tokens[stream.NextInt32(tokens.Length)]);
                    break;
                case 4 when stream.NextInt32(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 5:
                    int other = stream.NextInt32(bytes.Count);
                    (bytes[at], bytes[other]) = (bytes[other], bytes[at]);
                    break;
                default:
                    // A character of the same kind: most formats are made of digits.
                    bytes[at] = char.IsAsciiDigit((char)bytes[at]) ? (byte)('0' + stream.NextInt32(10)) : (byte)(bytes[at] ^ (1 << stream.NextInt32(8)));
                    break;
            }
        }

        return [.. bytes];
    }
}
