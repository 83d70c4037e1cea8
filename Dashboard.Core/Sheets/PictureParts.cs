using System.Globalization;
using System.Text;

namespace Concentric.Sheets;

/// <summary>A picture over a cell.</summary>
/// <param name="Row">Of the cell, from 0.</param>
/// <param name="Column">Of the cell, from 0.</param>
internal sealed record PlacedPicture(int Row, int Column, LedgerPicture Picture, LedgerPictures Among);

/// <summary>Writes the pictures of a streamed sheet into the package, one file after the other.</summary>
internal static class PictureParts
{
    public const string DrawingType = "application/vnd.openxmlformats-officedocument.drawing+xml";
    private const string Drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private const string Main = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private const string Relationships = "http://schemas.openxmlformats.org/package/2006/relationships";

    /// <summary>English metric units of a pixel.</summary>
    private const int Pixel = 9525;

    /// <summary>The room in a high row and its column, in pixels.</summary>
    private const int MostWidth = 96;
    private const int MostHeight = 66;
    private const int Margin = 3;

    /// <summary>The drawing of a streamed sheet.</summary>
    public static string PathOf(int sheet) => string.Create(CultureInfo.InvariantCulture, $"xl/drawings/pictures{sheet}.xml");

    public static async Task AddAsync(XlsxPackage package, StreamedSheet sheet, int number, IReadOnlyList<PlacedPicture> pictures,
        CancellationToken cancellationToken)
    {
        var (anchors, relations) = (new StringBuilder(), new StringBuilder());
        for (var i = 0; i < pictures.Count; i++)
        {
            // One that was removed since its row was written leaves its cell empty.
            if (await pictures[i].Among.ReadAsync(pictures[i].Picture, cancellationToken) is not { } content) continue;
            var name = string.Create(CultureInfo.InvariantCulture, $"picture{number}-{i + 1}.jpg");
            package.Add($"xl/media/{name}", content);
            await package.DrainAsync(cancellationToken);
            anchors.Append(Anchor(pictures[i], i + 1));
            relations.Append(CultureInfo.InvariantCulture,
                $"<Relationship Id=\"rId{i + 1}\" Type=\"{XlsxParts.Relations}/image\" Target=\"../media/{name}\"/>");
        }

        var file = sheet.Path[(sheet.Path.LastIndexOf('/') + 1)..];
        var drawing = PathOf(number)[(PathOf(number).LastIndexOf('/') + 1)..];
        Add(PathOf(number), $"<xdr:wsDr xmlns:xdr=\"{Drawing}\" xmlns:a=\"{Main}\" xmlns:r=\"{XlsxParts.Relations}\">{anchors}</xdr:wsDr>");
        Add($"xl/drawings/_rels/{drawing}.rels", $"<Relationships xmlns=\"{Relationships}\">{relations}</Relationships>");
        Add($"xl/worksheets/_rels/{file}.rels",
            $"<Relationships xmlns=\"{Relationships}\"><Relationship Id=\"rId1\" Type=\"{XlsxParts.Relations}/drawing\" "
            + $"Target=\"../drawings/{drawing}\"/></Relationships>");
        await package.DrainAsync(cancellationToken);

        void Add(string path, string xml) => package.Add(path, Encoding.UTF8.GetBytes(XlsxParts.Declaration + xml));
    }

    private static string Anchor(PlacedPicture placed, int id)
    {
        var picture = placed.Picture;
        var scale = Math.Min(MostWidth / (double)Math.Max(1, picture.Width), MostHeight / (double)Math.Max(1, picture.Height));
        var (width, height) = ((int)(picture.Width * scale * Pixel), (int)(picture.Height * scale * Pixel));
        return string.Create(CultureInfo.InvariantCulture,
            $"<xdr:oneCellAnchor><xdr:from><xdr:col>{placed.Column}</xdr:col><xdr:colOff>{Margin * Pixel}</xdr:colOff><xdr:row>{placed.Row}</xdr:row><xdr:rowOff>{Margin * Pixel}</xdr:rowOff></xdr:from><xdr:ext cx=\"{width}\" cy=\"{height}\"/><xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"{id + 1}\" name=\"Picture {id}\"/><xdr:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></xdr:cNvPicPr></xdr:nvPicPr><xdr:blipFill><a:blip r:embed=\"rId{id}\"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>");
    }
}
