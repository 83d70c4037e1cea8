using System.Security.Cryptography;
using System.Xml;
using Concentric.Imaging;
using Concentric.Imports.Files;
using Concentric.Rules;

namespace Concentric.Attachments;

/// <summary>A file that was taken in and lies on the disk; no row names it yet.</summary>
internal sealed record TakenFile(Guid Key, string Name, AttachmentType Type, int Bytes, string Hash);

/// <summary>
/// Takes a file in: read as it comes to one byte more than it may have, straight onto the disk; told by its content, and refused when
/// that is not what its name says. A picture is made anew (<see cref="PhotoMaker"/>), so that the place where it was taken does not go
/// on. One file is looked at at a time, however many people send some: it bounds memory and the processor's time.
/// </summary>
public sealed class AttachmentIntake(AttachmentFiles files) : IDisposable
{
    internal const string Field = "Attachment";

    /// <summary>A PDF ends with a mark, after which writers leave a little at most.</summary>
    private const int TailBytes = 2_048;

    private readonly SemaphoreSlim looking = new(1);

    /// <summary>The name of a file without its folder and what nobody sees, if it will do.</summary>
    /// <exception cref="RefusedException">There is none, or it is too long.</exception>
    internal static string NameOf(string name)
    {
        var check = new ValidationContext();
        var clean = check.RequiredLine(Field, Upload.NameOf(name), InputLimits.AttachmentNameCharacters);
        check.ThrowIfAny();
        return clean;
    }

    /// <exception cref="RefusedException">The file won't do; nothing is left of it.</exception>
    internal async Task<TakenFile> TakeAsync(string name, Stream content, CancellationToken cancellationToken)
    {
        var key = Guid.NewGuid();
        await using var begun = files.Begin(key);
        var file = begun.Content;
        await ReceiveAsync(name, content, file, cancellationToken);
        await looking.WaitAsync(cancellationToken);
        (AttachmentType Type, string Name) seen;
        try
        {
            seen = await Task.Run(() => Look(name, file, cancellationToken), cancellationToken);
        }
        finally
        {
            looking.Release();
        }

        file.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
        var bytes = (int)file.Length;
        await begun.KeepAsync(cancellationToken);
        return new(key, seen.Name, seen.Type, bytes, hash);
    }

    public void Dispose() => looking.Dispose();

    private static async Task ReceiveAsync(string name, Stream content, FileStream file, CancellationToken cancellationToken)
    {
        ValidationContext.Require(await Upload.ReceiveAsync(content, file, InputLimits.AttachmentBytes, cancellationToken), Field, name,
            Rule.FileTooBig, InputLimits.AttachmentBytes / InputLimits.Megabyte);
        ValidationContext.Require(file.Length > 0, Field, name, Rule.EmptyFile);
    }

    private static (AttachmentType Type, string Name) Look(string name, FileStream file, CancellationToken cancellationToken)
    {
        var content = ContentOf(name, file, cancellationToken);
        var said = FileContents.SaidBy(name);
        ValidationContext.Require(content != FileContent.Heic, Field, name, Rule.HeicPhoto);
        ValidationContext.Require(content != FileContent.MacroOffice, Field, name, Rule.HasMacros);
        ValidationContext.Require(content != FileContent.OldOffice, Field, name, Rule.OldOffice);
        var type = FileContents.TypeOf(content);
        ValidationContext.Require(type is not null || FileContents.TypeOf(said) is not null, Field, name, Rule.NotAttachable, content);
        // A name without an ending says nothing, and is given one.
        ValidationContext.Require(said is null || said == content, Field, name, Rule.NotWhatItSays, Path.GetExtension(name), content);
        if (type == AttachmentType.Picture) return (AttachmentType.Picture, Make(name, file));
        return (type!.Value, said is not null ? name : Named(name, content == FileContent.Pdf ? ".pdf"
            : content == FileContent.Word ? ".docx" : ".xlsx"));
    }

    private static FileContent ContentOf(string name, FileStream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        Span<byte> head = new byte[FileContents.HeadBytes];
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        var content = FileContents.Of(head);
        if (content == FileContent.Pdf) ValidationContext.Require(HasEnd(file), Field, name, Rule.DamagedFile);
        if (content != FileContent.Archive || !head.StartsWith("PK"u8)) return content;
        try
        {
            return OfficePackage.Look(file, cancellationToken);
        }
        catch (ImportFileException)
        {
            throw ValidationContext.Refusal(Field, name, Rule.UnpacksToTooMuch);
        }
        catch (Exception failure) when (failure is InvalidDataException or XmlException or EndOfStreamException or FormatException
            or OverflowException or ArgumentException or NotSupportedException)
        {
            throw ValidationContext.Refusal(Field, name, Rule.DamagedFile);
        }
    }

    /// <summary>ISO 32000-1, 7.5.5: the last line of a PDF is %%EOF. One that was cut off has none at its end.</summary>
    private static bool HasEnd(FileStream file)
    {
        Span<byte> tail = new byte[(int)Math.Min(TailBytes, file.Length)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        return tail.IndexOf("%%EOF"u8) >= 0;
    }

    /// <summary>Puts the picture that is made of what was sent in its place.</summary>
    /// <returns>The name, which ends as a JPEG's does.</returns>
    private static string Make(string name, FileStream file)
    {
        ValidationContext.Require(file.Length <= InputLimits.PhotoBytes, Field, name, Rule.FileTooBig,
            InputLimits.PhotoBytes / InputLimits.Megabyte);
        var sent = new byte[(int)file.Length];
        file.Position = 0;
        file.ReadExactly(sent);
        var made = PhotoMaker.Make(sent, name).Photo;
        file.SetLength(0);
        file.Write(made);
        return FileContents.SaidBy(name) switch
        {
            FileContent.Jpeg => name,
            null => Named(name, ".jpg"),
            _ => Named(Path.GetFileNameWithoutExtension(name), ".jpg"),
        };
    }

    private static string Named(string name, string ending)
    {
        var most = InputLimits.AttachmentNameCharacters - ending.Length;
        ValidationContext.Require(name.Length <= most, Field, name, Rule.TooLong, most, name.Length);
        return name.TrimEnd('.') + ending;
    }
}
