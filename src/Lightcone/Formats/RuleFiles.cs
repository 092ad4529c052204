using Lightcone.Formats.Json;
using Lightcone.Foundation.Input;

namespace Lightcone.Formats;

/// <summary>Rules in files. The extension of a file names its format; without a known one it is JSON of this project. Files are written in one piece.</summary>
public static class RuleFiles
{
    extension(LocalRule rule)
    {
        /// <summary>Reads a rule from a file.</summary>
        /// <param name="path">The file; its extension names the format.</param>
        /// <exception cref="InputException">The file is not such a file; the message says where and why.</exception>
        /// <exception cref="IOException">The file cannot be read.</exception>
        public static LocalRule Load(string path)
        {
            byte[] content = File.ReadAllBytes(path);
            FileFormat format = FileFormat.OfPath(path);
            if (format != FileFormat.Json)
                return format.Parse(content, path).Rule;
            ForeignFile.Refuse(content, path);
            return RuleJson.Parse(File.ReadAllText(path), path);
        }

        /// <summary>Writes the rule to a file.</summary>
        /// <param name="path">The file; its extension names the format.</param>
        /// <exception cref="InputException">The format cannot say this rule; the message says what.</exception>
        /// <exception cref="IOException">The file cannot be written; nothing is left behind.</exception>
        public void Save(string path)
        {
            FileFormat format = FileFormat.OfPath(path);
            if (format == FileFormat.Json)
                AtomicFile.WriteText(path, RuleJson.Format(rule));
            else
                new Automaton { Rule = rule, Boundary = Boundary.Periodic }.Save(path);
        }
    }
}
