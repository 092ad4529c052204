using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>Automata in files. The extension of a file names its format; without a known one it is JSON of this project. Files are written in one piece.</summary>
public static class AutomatonFiles
{
    extension(Automaton automaton)
    {
        /// <summary>Reads an automaton from a rule file, a certificate, or a file of another format that its extension names, such as Golly's <c>.rule</c>.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="InputException">The file is none of these; the message says where and why.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static Automaton Load(string path) => FileFormat.OfPath(path).Parse(File.ReadAllBytes(path), path);

        /// <summary>Writes the automaton in the format that the file's extension names, so that Load reads it again.</summary>
        /// <param name="path">The file.</param>
        /// <exception cref="InputException">The format cannot say this automaton, such as a readout in Golly's; the message says what.</exception>
        /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
        public void Save(string path)
        {
            byte[] content = FileFormat.OfPath(path).Format(automaton, Path.GetFileNameWithoutExtension(path));
            AtomicFile.Write(path, stream => stream.Write(content));
        }
    }
}
