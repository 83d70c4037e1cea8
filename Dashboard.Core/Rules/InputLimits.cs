namespace Concentric.Rules;

/// <summary>
/// How large what comes in from outside may be, all in one place. Each is held against what is really read, while it is read, never
/// against what a header or a directory says of itself. Together they keep whatever is refused below 64 MB of memory.
/// </summary>
public static class InputLimits
{
    public const int Kilobyte = 1024;

    public const int Megabyte = 1024 * Kilobyte;

    // Requests.

    /// <summary>The body of a request that says nothing else: forms of accounts, what the API takes.</summary>
    public const int RequestBytes = 256 * Kilobyte;

    /// <summary>The same of somebody who has not signed in: a name, a password, a token.</summary>
    public const int AnonymousRequestBytes = 16 * Kilobyte;

    /// <summary>
    /// What a circuit takes at once. A page hands its state over when its circuit starts; a list of fifty rows is some 60 kB.
    /// </summary>
    public const int CircuitMessageBytes = 256 * Kilobyte;

    /// <summary>Fields of a form, with the hidden ones.</summary>
    public const int FormFields = 64;

    public const int FormNameCharacters = 256;

    public const int FormValueCharacters = 16 * Kilobyte;

    /// <summary>
    /// Uploads that are received at once; as many again as <see cref="UploadsWaiting"/> wait their turn, others are told to come back.
    /// </summary>
    public const int UploadsAtOnce = 4;

    public const int UploadsWaiting = 16;

    /// <summary>A text to be checked against the records, with what was chosen for it.</summary>
    public const int CheckedTextRequestBytes = 2 * Megabyte;

    /// <summary>A file whose text is to be checked. It is held in memory.</summary>
    public const int CheckedFileBytes = 10 * Megabyte;

    /// <summary>What a part of it may unpack to: fifty pages with all their marks take a tenth.</summary>
    public const int CheckedPartBytes = 50 * Megabyte;

    // Spreadsheets.

    /// <summary>An uploaded spreadsheet.</summary>
    public const int SheetFileBytes = 20 * Megabyte;

    /// <summary>Spreadsheets that are uploaded together.</summary>
    public const int SheetFilesBytes = 2 * SheetFileBytes;

    /// <summary>Rows that are pasted in the place of a file.</summary>
    public const int PastedBytes = 2 * Megabyte;

    /// <summary>
    /// Three times what is taken, so that somebody whose file is a little too large is told so; of more the server hears nothing.
    /// </summary>
    public const int SheetRequestBytes = 3 * SheetFileBytes;

    /// <summary>Parts in the package of a workbook.</summary>
    public const int PackageParts = 1_000;

    /// <summary>The directory of the package, names included.</summary>
    public const int PackageDirectoryBytes = 256 * Kilobyte;

    /// <summary>What the package may unpack to.</summary>
    public const long PackageBytes = 1_000_000_000;

    /// <summary>The same in times of its size. A large honest one stays below 40.</summary>
    public const int PackageTimes = 200;

    /// <summary>What any package may unpack to, however small it is.</summary>
    public const long PackageLeastBytes = 20_000_000;

    /// <summary>A part that is read whole or kept: types, relations, list of sheets, formats. Rows and texts are not among them.</summary>
    public const int PartBytes = 4 * Megabyte;

    /// <summary>One element's tag with its attributes, a comment or a marked section.</summary>
    public const int MarkupCharacters = 256 * Kilobyte;

    public const int MarkupDepth = 64;

    /// <summary>Different names of elements and attributes in a part.</summary>
    public const int MarkupNames = 2_000;

    public const int Sheets = 255;

    /// <summary>Cell formats, and number formats; spreadsheets keep 65,490 at most.</summary>
    public const int Formats = 65_536;

    public const int MergedRanges = 100_000;

    /// <summary>Texts that a workbook keeps in one place for all its cells.</summary>
    public const int SharedTexts = 3_000_000;

    public const int SharedCharacters = 50_000_000;

    /// <summary>A cell: what spreadsheets themselves hold at most.</summary>
    public const int CellCharacters = 32_767;

    /// <summary>A row, all its cells together.</summary>
    public const int RowCharacters = 200_000;

    /// <summary>Characters of rows that are held at a time, the last row wholly: 8 MB of memory.</summary>
    public const int HeldCharacters = 4_000_000;

    // Pictures.

    /// <summary>A photo.</summary>
    public const int PhotoBytes = 10 * Megabyte;

    /// <summary>More than is taken, so that somebody whose photo is a little too large is told so.</summary>
    public const int PhotoRequestBytes = 3 * PhotoBytes;

    /// <summary>The seal.</summary>
    public const int SealBytes = 2 * Megabyte;

    /// <summary>Pixels of the seal.</summary>
    public const int SealPixels = 20_000_000;

    /// <summary>
    /// Pixels of a JPEG, which is decoded at a part of its size, or a PNG, of which it can be told beforehand whether it is whole.
    /// </summary>
    public const int PicturePixels = 50_000_000;

    /// <summary>
    /// Pixels of a picture that must be decoded whole to know that it is damaged: WebP, and JPEGs that come in several passes.
    /// </summary>
    public const int WholePicturePixels = 10_000_000;

    /// <summary>Pixels of a side: a row of them is held several times over.</summary>
    public const int PictureSide = 20_000;

    // Attachments.

    /// <summary>A document that is laid beside a record; a picture has <see cref="PhotoBytes"/>.</summary>
    public const int AttachmentBytes = 20 * Megabyte;

    /// <summary>More than is taken, so that somebody whose file is a little too large is told so.</summary>
    public const int AttachmentRequestBytes = 3 * AttachmentBytes;

    /// <summary>Attachments of one record, those included that wait for it to be saved.</summary>
    public const int AttachmentsOfRecord = 20;

    /// <summary>The same in bytes, as they are kept.</summary>
    public const int AttachmentsOfRecordBytes = 100 * Megabyte;

    /// <summary>A file's name with its ending, in UTF-16 units.</summary>
    public const int AttachmentNameCharacters = 120;

    /// <summary>Files that one person may leave lying by forms that are not saved yet.</summary>
    public const int AttachmentsWaiting = 2 * AttachmentsOfRecord;

    /// <summary>Days for which they wait: as long as what is typed waits on the device.</summary>
    public const int AttachmentDaysWaiting = 7;
}
