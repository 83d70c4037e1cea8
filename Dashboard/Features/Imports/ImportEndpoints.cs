using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Exports;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Resources;
using Concentric.Imports;
using Concentric.Imports.Files;
using Concentric.Imports.Runs;
using Concentric.Rules;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Concentric.Dashboard.Features.Imports;

/// <summary>Templates out, filled ones in, and what is wrong with them out again.</summary>
internal static class ImportEndpoints
{
    private const int MostToken = 4_096;
    private const string TokenField = "__RequestVerificationToken";
    private const string TokenHeader = "RequestVerificationToken";

    /// <summary>The part of the form that holds rows copied from a spreadsheet.</summary>
    public const string PastedField = "rows";

    /// <summary>The part of the form that holds a file; there may be several.</summary>
    public const string FilesField = "file";

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/import").RequireAuthorization(Policies.MayImport).ExcludeFromDescription();
        group.MapGet("/{kind}/template.xlsx", TemplateAsync);
        group.MapGet("/runs/{id:long}/errors", ErrorsAsync);
        group.MapPost("/{kind}/upload", UploadAsync).TakesUpload(InputLimits.SheetRequestBytes);
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> TemplateAsync(
        string kind, ImportRegister register, ImportTemplates templates, HttpContext context, CancellationToken cancellationToken)
    {
        if (register.Find(kind) is not { } sheet || !sheet.IsOpenTo(context.User.ToCurrentUser())) return TypedResults.NotFound();
        var culture = CultureInfo.CurrentUICulture;
        using var whole = new MemoryStream();
        await templates.WriteAsync(sheet, context.User.ToCurrentUser(), culture, whole, cancellationToken);
        return TypedResults.File(whole.ToArray(), ExportFileEndpoint.ContentType, ImportTemplates.FileName(sheet, culture));
    }

    private static async Task<Results<FileStreamHttpResult, NotFound>> ErrorsAsync(
        long id, ImportRegister register, ImportRuns runs, ImportFiles files, HttpContext context, CancellationToken cancellationToken)
    {
        var caller = context.User.ToCurrentUser();
        if (await runs.FindAsync(caller, id, cancellationToken) is not { HasErrors: true } view) return TypedResults.NotFound();
        // By the rights as they are now: the file holds what was uploaded.
        if (register.Find(view.Run.Kind)?.IsOpenTo(caller) != true || await files.OpenErrorsAsync(id, cancellationToken) is not { } file)
            return TypedResults.NotFound();
        context.Response.Headers.CacheControl = "private, no-store";
        var isCsv = view.Run.FileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);
        var name = ImportTexts.Get("Errors.FileName", CultureInfo.CurrentUICulture, Path.GetFileNameWithoutExtension(view.Run.FileName))
            + (isCsv ? ".csv" : ".xlsx");
        return TypedResults.File(file.Content, isCsv ? "text/csv; charset=utf-8" : ExportFileEndpoint.ContentType, name);
    }

    /// <summary>
    /// Reads the parts of the form as they come, straight into a file. The first part is the form's token, which is checked before
    /// anything of the second is read.
    /// </summary>
    private static async Task<Results<RedirectHttpResult, BadRequest>> UploadAsync(
        string kind, ImportRegister register, ImportBatches batches, IAntiforgery antiforgery, HttpContext context,
        CancellationToken cancellationToken)
    {
        var parts = FormParts.Of(context.Request);
        if (await parts.NextAsync(cancellationToken) is not { Name: TokenField } token) return TypedResults.BadRequest();
        context.Request.Headers[TokenHeader] = await ReadTokenAsync(token.Body, cancellationToken);
        // Back to where the file was chosen, which stays on its disk.
        if (!await antiforgery.IsRequestValidAsync(context)) return TypedResults.LocalRedirect($"{PageOf(register, kind)}?problem=Stale");
        while (await parts.NextAsync(cancellationToken) is { } part)
        {
            if (part.Name == PastedField)
                return TypedResults.LocalRedirect(await TakePastedAsync(kind, register, batches, part, context, cancellationToken));
            if (part.Name == FilesField)
                return TypedResults.LocalRedirect(await TakeAsync(kind, register, batches, FilesOf(part, parts, cancellationToken), context,
                    cancellationToken));
        }

        return TypedResults.LocalRedirect($"{PageOf(register, kind)}?problem=NoFile");
    }

    private static string PageOf(ImportRegister register, string kind) => register.Find(kind) is null ? "/import" : $"/import/{kind}";

    /// <summary>
    /// Rows copied from a spreadsheet come as text with tabs between cells, which is a file that the import reads as any other.
    /// </summary>
    /// <returns>Where to go on.</returns>
    private static async Task<string> TakePastedAsync(string kind, ImportRegister register, ImportBatches batches, FormPart pasted,
        HttpContext context, CancellationToken cancellationToken)
    {
        using var rows = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await pasted.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (rows.Length + read > InputLimits.PastedBytes) return $"{PageOf(register, kind)}?problem=PasteTooLarge";
            rows.Write(buffer, 0, read);
        }

        if (register.Find(kind)?.RowsOf(Encoding.UTF8.GetString(rows.GetBuffer(), 0, (int)rows.Length)) is { } made)
        {
            rows.SetLength(0);
            rows.Write(Encoding.UTF8.GetBytes(made));
        }

        rows.Position = 0;
        return rows.GetBuffer().AsSpan(0, (int)rows.Length).ContainsAnyExcept(" \t\r\n"u8)
            ? await TakeAsync(kind, register, batches, One(UiTexts.L["ImportPage.Paste.FileName"] + ".csv", rows), context,
                cancellationToken)
            : $"{PageOf(register, kind)}?problem=NoRows";
    }

    /// <returns>Where to go on: the import, or the overview of several.</returns>
    private static async Task<string> TakeAsync(string kind, ImportRegister register, ImportBatches batches,
        IAsyncEnumerable<(string Name, Stream Content)> files, HttpContext context, CancellationToken cancellationToken)
    {
        if (register.Find(kind) is null) return "/import";
        var count = 0;
        try
        {
            var runs = await batches.UploadAsync(context.User.ToCurrentUser(), kind, Counted(), CultureInfo.CurrentUICulture,
                cancellationToken);
            return runs switch
            {
                [] => $"/import/{kind}?problem=NoFile",
                [var only] => $"/import/{kind}?run={only.Id.ToString(CultureInfo.InvariantCulture)}",
                [var first, ..] => $"/import/batches/{first.Id.ToString(CultureInfo.InvariantCulture)}",
            };
        }
        catch (ImportFileException refusal)
        {
            var chosen = count > ImportBatches.MostFiles ? $"&chosen={count.ToString(CultureInfo.InvariantCulture)}" : "";
            return $"/import/{kind}?problem={refusal.Key}{chosen}";
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return $"/import/{kind}?problem={(count > 1 ? "TogetherTooLarge" : "TooLarge")}";
        }

        async IAsyncEnumerable<(string Name, Stream Content)> Counted()
        {
            await foreach (var file in files)
            {
                count++;
                yield return file;
            }
        }
    }

    /// <summary>The files of a form, as they come; a field in which none was chosen is no file.</summary>
    private static async IAsyncEnumerable<(string Name, Stream Content)> FilesOf(FormPart first, FormParts parts,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var part = first; part is not null; part = await parts.NextAsync(cancellationToken))
        {
            if (part.Name == FilesField && !string.IsNullOrEmpty(part.FileName)) yield return (part.FileName, part.Body);
        }
    }

    /// <summary>What was pasted, as the one file that it is.</summary>
    private static async IAsyncEnumerable<(string Name, Stream Content)> One(string name, Stream content)
    {
        await Task.CompletedTask;
        yield return (name, content);
    }

    private static async Task<string> ReadTokenAsync(Stream body, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostToken];
        var length = await body.ReadAtLeastAsync(bytes, MostToken, throwOnEndOfStream: false, cancellationToken);
        return Encoding.ASCII.GetString(bytes, 0, length);
    }
}
