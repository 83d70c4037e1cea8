using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Concentric.Imaging;
using Concentric.Imports.Files;
using Concentric.Rules;
using SkiaSharp;

namespace Concentric.Benchmarks.Uploads;

/// <summary>
/// Files that are made to take memory, each read by a process of its own: by how much its resident size grows at most until the file is
/// refused. The aim is 64 MB for any of them.
/// </summary>
internal static class UploadBenchmark
{
    private const long Aim = 64 * 1024 * 1024;

    private static readonly (string Name, Action<string> Make)[] Attempts =
    [
        ("a type part of 700 MB in 4 MB", path => Book(path, ("[Content_Types].xml", 700))),
        ("a style part of 700 MB", path => Book(path, ("xl/styles.xml", 700))),
        ("a list of sheets of 700 MB", path => Book(path, ("xl/workbook.xml", 700))),
        ("a cell of 400 MB", path => Sheet(path, "<row><c t=\"inlineStr\"><is><t>", 'x', 400, "</t></is></c></row>")),
        ("a formula's value of 400 MB", path => Sheet(path, "<row><c t=\"str\"><v>", 'x', 400, "</v></c></row>")),
        ("an attribute of 400 MB", path => Sheet(path, "<row a=\"", 'x', 400, "\"/>")),
        ("a marked section of 400 MB", path => Sheet(path, "<row><c t=\"str\"><v><![CDATA[", 'x', 400, "]]></v></c></row>")),
        ("rows of 500 cells with 32,767 characters", path => Sheet(path,
            string.Concat(Enumerable.Repeat(
                $"<row>{string.Concat(Enumerable.Repeat($"<c t=\"inlineStr\"><is><t>{new string('x', 32_767)}</t></is></c>", 500))}</row>",
                20)), ' ', 1, "")),
        ("2 million names", path => Sheet(path, string.Concat(Enumerable.Range(0, 2_000_000).Select(i => $"<n{i}/>")), ' ', 1, "")),
        ("20 million levels", path => Sheet(path, string.Concat(Enumerable.Repeat("<x>", 20_000_000)), ' ', 1, "")),
        ("a million merged ranges", path =>
            Sheet(path, "</sheetData>" + string.Concat(Enumerable.Repeat("<mergeCell ref=\"A1:B1\"/>", 1_000_000)), ' ', 1, "")),
        ("3 million shared texts, and one more", path =>
            Texts(path, string.Concat(Enumerable.Repeat("<si><t>a</t></si>", InputLimits.SharedTexts + 1)))),
        ("50 million shared characters, and more", path =>
            Texts(path, string.Concat(Enumerable.Repeat($"<si><t>{new string('漏', 10_000)}</t></si>", 5_100)))),
        ("60,000 parts", path => Many(path, 60_000)),
        ("a line of 20 MB", path => File.WriteAllText(path, "a,b\n" + new string('x', 20_000_000))),
        ("a line of 10 million fields", path => File.WriteAllText(path, "a,b\n" + new string(',', 19_000_000) + "x")),
        ("a PNG of 50 megapixels that breaks off", path =>
            File.WriteAllBytes(path, Picture(10_000, 5_000, SKEncodedImageFormat.Png)[..^20_000])),
        ("a PNG of 400 megapixels", path => File.WriteAllBytes(path, Header(20_000, 20_000))),
        ("a JPEG of 48 megapixels that breaks off", path =>
            File.WriteAllBytes(path, Picture(8_000, 6_000, SKEncodedImageFormat.Jpeg)[..^20_000])),
        ("a WebP of 48 megapixels", path => File.WriteAllBytes(path, Picture(8_000, 6_000, SKEncodedImageFormat.Webp))),
    ];

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        Clock.PrintMachine();
        var isMet = true;
        for (var i = 0; i < Attempts.Length; i++)
        {
            using var process =
                Process.Start(new ProcessStartInfo(Environment.ProcessPath!,
                    ["upload-attempt", i.ToString(CultureInfo.InvariantCulture)])
                { RedirectStandardOutput = true })!;
            var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Trim().Split('|');
            await process.WaitForExitAsync(cancellationToken);
            var grown = said.Length == 2 ? long.Parse(said[0], CultureInfo.InvariantCulture) : long.MaxValue;
            isMet &= grown <= Aim;
            Clock.Print(Attempts[i].Name, $"{grown / 1048576.0:0} MB {(grown <= Aim ? "" : "MISSED")} {said[^1]}");
        }

        return isMet ? 0 : 1;
    }

    /// <summary>One of them, in a process that has read a harmless file and decoded a small picture before.</summary>
    public static int Attempt(int index)
    {
        var folder = Directory.CreateTempSubdirectory("concentric-upload-");
        try
        {
            var (harmless, picture, file) = (Path.Combine(folder.FullName, "a.xlsx"), Path.Combine(folder.FullName, "a.png"),
                Path.Combine(folder.FullName, "file"));
            Book(harmless);
            File.WriteAllBytes(picture, Picture(40, 40, SKEncodedImageFormat.Png));
            Attempts[index].Make(file);
            Read(harmless);
            Read(picture);
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            // From here on the highest mark is that of the file.
            File.WriteAllText("/proc/self/clear_refs", "5");
            var before = High();
            var refusal = Read(file);
            Console.WriteLine($"{High() - before}|{refusal}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Read(string path)
    {
        using (var file = File.OpenRead(path))
        {
            Span<byte> head = stackalloc byte[4];
            file.ReadAtLeast(head, 4, throwOnEndOfStream: false);
            if (head[0] is 0x89 or 0xFF or (byte)'R')
            {
                try
                {
                    PhotoMaker.Make(File.ReadAllBytes(path), "photo");
                    return "taken";
                }
                catch (RefusedException refusal)
                {
                    return refusal.Violations[0].Rule.ToString();
                }
            }
        }

        try
        {
            var isBook = File.ReadAllBytes(path).AsSpan(0, 2).SequenceEqual("PK"u8);
            using var sheet = SheetFile.Open(path, isBook ? "a.xlsx" : "a.csv");
            for (var i = 0; i < sheet.Sheets.Count; i++)
            {
                foreach (var row in sheet.Read(i)) GC.KeepAlive(row);
            }

            return "taken";
        }
        catch (ImportFileException refusal)
        {
            return refusal.Key;
        }
    }

    private static long High() => long.Parse(
        File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;

    private static void Book(string path, params (string Part, int Megabytes)[] large)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var (name, content) in Parts(""))
        {
            using var writer = Open(zip, name);
            writer.Write(content);
            var megabytes = large.FirstOrDefault(one => one.Part == name).Megabytes;
            Fill(writer, ' ', megabytes);
        }
    }

    private static void Sheet(string path, string begin, char filler, int megabytes, string end)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var (name, content) in Parts(""))
        {
            using var writer = Open(zip, name);
            if (!name.Contains("sheet1", StringComparison.Ordinal))
            {
                writer.Write(content);
                continue;
            }

            writer.Write("<worksheet><sheetData>");
            writer.Write(begin);
            Fill(writer, filler, megabytes);
            writer.Write(end);
            writer.Write("</sheetData></worksheet>");
        }
    }

    private static void Texts(string path, string texts)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        foreach (var (name, content) in Parts("").Append(("xl/sharedStrings.xml", $"<sst>{texts}</sst>")))
        {
            using var writer = Open(zip, name, CompressionLevel.Fastest);
            writer.Write(content);
        }
    }

    private static void Many(string path, int count)
    {
        using var zip = new ZipArchive(new FileStream(path, FileMode.Create), ZipArchiveMode.Create);
        for (var i = 0; i < count; i++) zip.CreateEntry($"part{i}", CompressionLevel.NoCompression);
    }

    private static StreamWriter Open(ZipArchive zip, string name, CompressionLevel level = CompressionLevel.Optimal) =>
        new(zip.CreateEntry(name, level).Open(), new UTF8Encoding(false));

    private static void Fill(StreamWriter writer, char filler, int megabytes)
    {
        var piece = new string(filler, 1_000_000);
        for (var i = 0; i < megabytes; i++) writer.Write(piece);
    }

    private static IEnumerable<(string Name, string Content)> Parts(string rows) =>
    [
        ("[Content_Types].xml", "<Types>application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml</Types>"),
        ("xl/workbook.xml",
            "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" "
            + "r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/styles.xml", "<styleSheet/>"),
        ("xl/worksheets/sheet1.xml",
            $"<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>a</t></is></c></row>{rows}</sheetData></worksheet>"),
    ];

    private static byte[] Picture(int width, int height, SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(width, height);
        var random = new Random(1);
        for (var i = 0; i < 2_000; i++) bitmap.SetPixel(random.Next(width), random.Next(height), new SKColor((uint)random.Next()));
        using var data = bitmap.Encode(format, 80);
        return data.ToArray();
    }

    /// <summary>A PNG that says it is so large, with next to nothing in it.</summary>
    private static byte[] Header(int width, int height)
    {
        var file = Picture(10, 10, SKEncodedImageFormat.Png);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }
}
