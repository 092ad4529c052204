using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Lightcone;

/// <summary>SHA-256 over shape, alphabet size and cells, a byte each, for cells that come in one piece or row by row.</summary>
internal static class CellHash
{
    /// <summary>A hash that has taken the shape and the alphabet's size.</summary>
    public static IncrementalHash Begin(Shape shape, int symbols)
    {
        IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(head, shape.Width);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], shape.Height);
        BinaryPrimitives.WriteInt32LittleEndian(head[8..], symbols);
        hash.AppendData(head);
        return hash;
    }
}
