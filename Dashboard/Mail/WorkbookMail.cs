using System.Globalization;
using Concentric.Communities;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Resources;
using Concentric.Exports;
using Concentric.Exports.Deliveries;
using Concentric.Mail;
using Concentric.Time;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Concentric.Dashboard.Mail;

/// <summary>A mail ready to go.</summary>
/// <param name="HasFile">True when the workbook goes with it.</param>
internal sealed record Letter(MimeMessage Message, bool HasFile);

/// <summary>
/// Writes the mail that tells of a finished workbook, in the workbook's language: a link, and the file only where that is allowed.
/// </summary>
internal sealed class WorkbookMail(ExportTemplates templates, ExportFiles files, IOptionsMonitor<StreetOffice> office,
    OfficeClock clock)
{
    /// <exception cref="FormatException">The recipient's address is none.</exception>
    public async Task<Letter> ComposeAsync(OutgoingMail mail, MailOptions options, CancellationToken cancellationToken)
    {
        var run = mail.Run;
        var culture = ExportTexts.CultureOf(run.Language);
        var title = templates.TitleOf(run);
        var from = new MailboxAddress(office.CurrentValue.NameFor(culture), options.From);
        var message = new MimeMessage
        {
            Subject = title,
            // The same for the same mail, whenever it is tried: a server that knows it may drop a second one.
            MessageId = string.Create(CultureInfo.InvariantCulture,
                $"export-{run.Id}-{mail.UserId}-{run.AskedAt:yyyyMMddHHmmss}@{from.Domain}"),
            Date = new DateTimeOffset(clock.UtcNow),
        };
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(ParserOptions.Default, mail.Address) is { } to
            ? new MailboxAddress(mail.Name, to.Address)
            : throw new FormatException());
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        var isTooLarge = run.FileBytes > options.AttachAtMost;
        var file = options.AttachFiles && run.FileBytes is not null && !isTooLarge ? await files.ReadAsync(run, cancellationToken) : null;
        // The mail may have waited longer than the workbook is kept, and a small one may be gone from its place.
        var isGone = run.FileBytes is null || (options.AttachFiles && !isTooLarge && file is null);
        var about = isGone ? "Gone" : !options.AttachFiles ? null : isTooLarge ? "TooLarge" : "File";
        var body = new BodyBuilder { TextBody = Body(mail, options, title, about, culture) };
        if (file is not null)
            body.Attachments.Add(run.FileName!, file, ContentType.Parse(ExportFileEndpoint.ContentType));
        message.Body = body.ToMessageBody();
        return new(message, file is not null);
    }

    private string Body(OutgoingMail mail, MailOptions options, string title, string? about, CultureInfo culture)
    {
        var run = mail.Run;
        var asOf = clock.Moment(run.AsOf ?? run.FinishedAt!.Value);
        var link = new Uri(options.Site!, string.Create(CultureInfo.InvariantCulture, $"exports/{run.Id}"));
        var text = Text("Body", culture, mail.Name, office.CurrentValue.NameFor(culture), title, asOf, clock.Zone.Id, link.AbsoluteUri);
        if (about is not null) text += "\n" + Text(about, culture, options.AttachAtMost / 1_000);
        return text + "\n" + Text("Foot", culture, run.AskedBy);
    }

    private static string Text(string key, CultureInfo culture, params object[] values) => UiTexts.Get($"Mail.{key}", culture, values);
}
