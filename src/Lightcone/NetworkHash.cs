using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lightcone.Foundation.Input;

namespace Lightcone;

/// <summary>The content of a network as SHA-256: what it reads, its shape, the bits of its weights.</summary>
internal static class NetworkHash
{
    public static string Of(NeuralRule network)
    {
        using IncrementalHash sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string signature = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            SignatureJson.Write(writer, network.Signature);
            writer.WriteEndObject();
        });
        sha.AppendData(Encoding.UTF8.GetBytes(
            $"lightcone-network 1\n{signature}{string.Join(' ', network.Codes)}\n{network.Activation} {network.HiddenUnits} {network.Bits}\n"));
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        foreach (double weight in network.Weights)
        {
            BinaryPrimitives.WriteDoubleLittleEndian(bytes, weight);
            sha.AppendData(bytes);
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }
}
