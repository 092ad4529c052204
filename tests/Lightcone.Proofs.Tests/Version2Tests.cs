using System.Security.Cryptography;
using System.Text;
using Lightcone.Foundation.Input;
using Lightcone.Foundation.Random;

namespace Lightcone.Proofs.Tests;

/// <summary>Certificate files of version 2, written before version 3 was: they are read, proved anew, and refused as strictly as new ones.</summary>
public sealed class Version2Tests
{
    public static TheoryData<string, string> Names => new()
    {
        { "parity", "product with the specification" },
        { "addition", "product with the specification" },
        { "addition-carry-save", "conserved number" },
        { "bucket-sort", "equal tables" },
        { "multiplication", "outer product" },
        { "life", "equal tables" },
        { "w110-table", "table only" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_of_version_2_is_proved_anew_and_written_as_version_3(string name, string argument)
    {
        Certificate certificate = Assert.IsType<Certificate>(Certificate.Verify(Read(name)));
        string text = certificate.ToJson();
        Assert.StartsWith("{\n  \"format\": \"lightcone-certificate\",\n  \"version\": 3,\n", text, StringComparison.Ordinal);
        Assert.Contains($"\"kind\": \"{argument}\"", text, StringComparison.Ordinal);
        Assert.Equal(text, Assert.IsType<Certificate>(Certificate.Verify(text)).ToJson());
    }

    [Fact]
    public void Corrupted_bytes_of_a_file_of_version_2_are_refused()
    {
        foreach (string name in new[] { "parity", "addition-carry-save", "bucket-sort" })
        {
            string text = Read(name);
            for (ulong i = 0; i < 60; i++)
            {
                RandomStream stream = new(7, name, i);
                char[] changed = text.ToCharArray();
                int at = stream.NextInt32(changed.Length);
                while (changed[at] == text[at])
                    changed[at] = (char)(32 + stream.NextInt32(95));
                try
                {
                    Assert.IsType<Refutation>(Certificate.Verify(new string(changed)));
                }
                catch (InputException)
                {
                    // Not even read as a certificate.
                }
            }
        }
    }

    [Theory]
    [InlineData("\"decrease\": 1", "\"decrease\": 2", "is less than")]
    [InlineData("\"stepBound\": \"2n\"", "\"stepBound\": \"n\"", "differs from the derived certificate")]
    [InlineData("\"scale\": 2", "\"scale\": 3", "does not hold")]
    [InlineData("comes to rest within 2n steps", "comes to rest within n steps", "differs from the derived certificate")]
    public void A_false_claim_in_a_file_of_version_2_is_refused_even_with_a_right_hash(string right, string wrong, string reason)
    {
        string text = Read("addition-carry-save");
        Assert.Contains(right, text, StringComparison.Ordinal);
        string body = text.Replace(right, wrong, StringComparison.Ordinal);
        body = body[..body.LastIndexOf(",\n  \"hash\"", StringComparison.Ordinal)] + "\n}\n";
        string forged = $"{body[..^3]},\n  \"hash\": \"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)))}\"\n}}\n";
        Assert.Contains(reason, Assert.IsType<Refutation>(Certificate.Verify(forged)).Reason.ToString(), StringComparison.Ordinal);
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", $"{name}.certificate.json"));
}
