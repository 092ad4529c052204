using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>Networks in files, written in one piece.</summary>
public static class NetworkFiles
{
    extension(NeuralRule network)
    {
        /// <summary>Reads a network from a file that Save wrote.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="InputException">The file is no such file, or was changed.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static NeuralRule Load(string path) => NetworkJson.Parse(File.ReadAllText(path), path);

        /// <summary>Writes network and training record to a JSON file; every weight comes back to the last bit.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
        public void Save(string path) => AtomicFile.WriteText(path, NetworkJson.Format(network));
    }
}
