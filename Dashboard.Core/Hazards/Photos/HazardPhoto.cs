using System.ComponentModel.DataAnnotations;
using Concentric.Data;

namespace Concentric.Hazards;

/// <summary>Whether a photo shows a hazard as it was found or as it was put right.</summary>
public enum PhotoSide { Before, After }

/// <summary>A photo of a hazard. The picture itself is a file (<see cref="HazardPhotoFiles"/>); this row says which.</summary>
public sealed class HazardPhoto : IRecordPart
{
    public long Id { get; set; }

    public long HazardId { get; set; }

    public Hazard? Hazard { get; set; }

    public PhotoSide Side { get; set; }

    /// <summary>Name of the file as it was sent, without its folder.</summary>
    [MaxLength(TextLimits.Title)]
    public required string Name { get; set; }

    /// <summary>Names the files on disk.</summary>
    public Guid Key { get; set; }

    /// <summary>SHA-256 of the picture as it is kept, 64 hexadecimal digits.</summary>
    [MaxLength(TextLimits.Key)]
    public required string Hash { get; set; }

    /// <summary>Size of the picture as it is kept.</summary>
    public int Bytes { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Instant of entry (UTC).</summary>
    public DateTime At { get; set; }

    [MaxLength(TextLimits.Name)]
    public required string By { get; set; }

    Record? IRecordPart.Root => Hazard;

    bool IRecordPart.MovesFigures => false;
}
