using System.ComponentModel.DataAnnotations;
using Concentric.Data;
using Concentric.Rules;

namespace Concentric.Attachments;

/// <summary>What an attachment is, by its content.</summary>
public enum AttachmentType { Pdf, Word, Excel, Picture }

/// <summary>
/// A file that is kept beside a record of any kind: minutes, a sign-in sheet, a photo. The content is a file of its own
/// (<see cref="AttachmentFiles"/>). It is a part of its record, which it names by kind and id: adding or removing one counts up the
/// record's version, is told in its history and shows on open pages, and moves no figure.
/// </summary>
public sealed class Attachment : IRecordPart
{
    public long Id { get; set; }

    /// <summary>As in <see cref="RecordKinds"/>.</summary>
    [MaxLength(TextLimits.Number)]
    public required string RecordKind { get; set; }

    public long RecordId { get; set; }

    /// <summary>Name of the file, with the ending that its content has.</summary>
    [MaxLength(InputLimits.AttachmentNameCharacters)]
    public required string Name { get; set; }

    public AttachmentType Type { get; set; }

    /// <summary>Names the file on disk.</summary>
    public Guid Key { get; set; }

    /// <summary>SHA-256 of the file as it is kept, 64 hexadecimal digits.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Hash { get; set; }

    /// <summary>Size of the file as it is kept.</summary>
    public int Bytes { get; set; }

    /// <summary>Instant of entry (UTC).</summary>
    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    /// <summary>The record, for the save that adds or removes this: the row itself names it by kind and id.</summary>
    internal Record? Record { get; set; }

    Record? IRecordPart.Root => Record;

    bool IRecordPart.MovesFigures => false;
}

/// <summary>
/// A file that somebody has laid by the form of a record that is not saved yet. It becomes an <see cref="Attachment"/> in the
/// transaction that saves the record (<see cref="AttachmentAdoption"/>), or is removed after
/// <see cref="InputLimits.AttachmentDaysWaiting"/>.
/// </summary>
public sealed class WaitingAttachment
{
    public long Id { get; set; }

    /// <summary>Kind of the record that is being entered.</summary>
    [MaxLength(TextLimits.Number)]
    public required string RecordKind { get; set; }

    /// <summary>The form's request id, by which the record will be known (<see cref="EnteredRecord.RequestId"/>).</summary>
    public Guid FormId { get; set; }

    /// <summary>Whose form it is: nobody else sees the file or brings it in.</summary>
    public int UserId { get; set; }

    /// <inheritdoc cref="Attachment.Name"/>
    [MaxLength(InputLimits.AttachmentNameCharacters)]
    public required string Name { get; set; }

    public AttachmentType Type { get; set; }

    /// <inheritdoc cref="Attachment.Key"/>
    public Guid Key { get; set; }

    /// <inheritdoc cref="Attachment.Hash"/>
    [MaxLength(TextLimits.Key)]
    public required string Hash { get; set; }

    /// <inheritdoc cref="Attachment.Bytes"/>
    public int Bytes { get; set; }

    /// <summary>Instant (UTC) at which it was laid by the form.</summary>
    public DateTime At { get; set; }
}
