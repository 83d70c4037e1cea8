using System.IO.Compression;
using System.Xml;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Attachments;

/// <summary>
/// Looks into a zip package: whether it is a document of Office 2007 or later, and safe to hand out. ECMA-376 part 2: what the parts are
/// says <c>[Content_Types].xml</c>. All of it is unpacked once, in bounded memory and never to more than an import may be
/// (<see cref="InputLimits.PackageBytes"/>), so that nobody is handed a bomb.
/// </summary>
internal static class OfficePackage
{
    private const string TypesPart = "[Content_Types].xml";
    private const string Formats = "application/vnd.openxmlformats-officedocument.";

    /// <returns>What it is; <see cref="FileContent.Archive"/> for a zip that is no document.</returns>
    /// <exception cref="ImportFileException">It holds more than it may.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static FileContent Look(Stream file, CancellationToken cancellationToken)
    {
        PackageDirectory.Check(file);
        using var package = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        // What the directory claims first, so that most bombs are refused before anything is unpacked.
        foreach (var entry in package.Entries) new BoundedStream.Budget(Math.Max(1, entry.CompressedLength)).Take(entry.Length);
        var content = ContentOf(package, new(file.Length));
        if (content == FileContent.Archive) return content;
        if (package.Entries.Any(entry => entry.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
            return FileContent.MacroOffice;
        var budget = new BoundedStream.Budget(file.Length);
        var buffer = new byte[64 * 1024];
        foreach (var entry in package.Entries)
        {
            using var part = new BoundedStream(entry.Open(), budget, entry.FullName, InputLimits.PackageBytes);
            while (part.Read(buffer) > 0) cancellationToken.ThrowIfCancellationRequested();
        }

        return content;
    }

    private static FileContent ContentOf(ZipArchive package, BoundedStream.Budget budget)
    {
        var types = package.Entries.Where(entry => entry.FullName == TypesPart).ToList();
        if (types.Count == 0) return FileContent.Archive;
        // Two of one name are read differently by different programs.
        if (types.Count > 1) throw new InvalidDataException("Several lists of types.");
        var names = package.Entries.Select(entry => entry.FullName.Replace('\\', '/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var main = FileContent.Archive;
        using var xml = GuardedXml.Open(new BoundedStream(types[0].Open(), budget, TypesPart, InputLimits.PartBytes));
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.GetAttribute("ContentType") is not { } type) continue;
            if (type.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                || type.EndsWith("vbaProject", StringComparison.OrdinalIgnoreCase)) return FileContent.MacroOffice;
            // A part by its name, or all parts of an ending, as the OpenXML SDK writes its first.
            var isThere = xml.GetAttribute("PartName") is { } part ? names.Contains(part.TrimStart('/'))
                : xml.GetAttribute("Extension") is { } ending
                    && names.Any(name => name.EndsWith($".{ending}", StringComparison.OrdinalIgnoreCase));
            if (!isThere) continue;
            main = type switch
            {
                Formats + "wordprocessingml.document.main+xml" => FileContent.Word,
                Formats + "spreadsheetml.sheet.main+xml" => FileContent.Excel,
                Formats + "presentationml.presentation.main+xml" => FileContent.PowerPoint,
                _ => main,
            };
        }

        return main;
    }
}
