using System.Buffers.Binary;
using System.Text.Json;

namespace Lightcone.Networks.Files;

/// <summary>Writes the safetensors format: equal values give equal bytes.</summary>
internal static class TensorWriter
{
    public static void Write(Stream stream, TensorFile file)
    {
        using MemoryStream header = new();
        using (Utf8JsonWriter json = new(header))
        {
            json.WriteStartObject();
            if (!file.Metadata.IsEmpty)
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in file.Metadata)
                    json.WriteString(key, value);
                json.WriteEndObject();
            }

            long offset = 0;
            foreach (Parameter tensor in file.Tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                json.WriteStartArray("shape");
                foreach (int length in tensor.Shape)
                    json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                offset += (long)tensor.Values.Length * sizeof(float);
                json.WriteNumberValue(offset);
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        // The data starts at a multiple of eight bytes; the format pads the header with spaces.
        while (header.Length % 8 != 0)
            header.WriteByte((byte)' ');
        byte[] length64 = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length64, (ulong)header.Length);
        stream.Write(length64);
        stream.Write(header.GetBuffer(), 0, (int)header.Length);
        foreach (Parameter tensor in file.Tensors)
        {
            byte[] bytes = new byte[tensor.Values.Length * sizeof(float)];
            for (int i = 0; i < tensor.Values.Length; i++)
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), tensor.Values[i]);
            stream.Write(bytes);
        }
    }
}
