using System.Buffers.Binary;
using System.CommandLine;
using System.Security.Cryptography;

namespace Lightcone.Cli;

/// <summary>The option <c>--seed</c>, the same for every verb: given, it is used; left out, one is drawn, printed and stored, so that there is always a way back.</summary>
internal static class SeedOption
{
    public static Option<ulong?> Create() => new("--seed") { Description = "Seed of all random numbers, 0 to 2^64 - 1. Left out, one is drawn and printed.", HelpName = "S" };

    /// <summary>The seed given, or a fresh one of six digits, easy to type again.</summary>
    public static ulong Value(ParseResult parse, Option<ulong?> option, Terminal terminal)
    {
        if (parse.GetValue(option) is { } given)
            return given;
        Span<byte> bytes = stackalloc byte[4];
        RandomNumberGenerator.Fill(bytes);
        ulong drawn = BinaryPrimitives.ReadUInt32LittleEndian(bytes) % 1_000_000;
        terminal.Say($"seed {drawn}");
        return drawn;
    }
}
