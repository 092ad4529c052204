using System.Security.Cryptography;
using System.Text;

namespace Lightcone.Proofs.Tests;

/// <summary>What a forger would do.</summary>
internal static class Forgery
{
    /// <summary>The hash of the changed text.</summary>
    public static string Rehash(string text)
    {
        string body = text[..text.LastIndexOf(",\n  \"hash\"", StringComparison.Ordinal)] + "\n}\n";
        return $"{body[..^3]},\n  \"hash\": \"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\"\n}}\n";
    }
}
