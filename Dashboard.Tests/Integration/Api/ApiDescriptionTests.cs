using System.Net;
using System.Text.Json;
using Microsoft.OpenApi;

namespace Concentric.Tests.Integration.Api;

/// <summary>The API is as its description says.</summary>
[Collection<SharedApi>]
public sealed class ApiDescriptionTests(ApiApp app)
{
    private const string Address = "/openapi/v1.json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Description_IsOpenToAll_AndValid()
    {
        var document = await ReadAsync("en");
        Assert.Equal(["cookie", "key"], document.Components!.SecuritySchemes!.Keys.Order());
        Assert.Equal(2, document.Security!.Count);
        Assert.Contains("/api/v1/metrics", document.Paths.Keys);
        Assert.All(document.Paths.Keys, path => Assert.StartsWith("/api/v1/", path));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task EverythingIsExplained_InTheLanguageOfTheCall(string language)
    {
        var document = await ReadAsync(language);
        var texts = new List<string?> { document.Info.Title, document.Info.Description };
        foreach (var operation in Operations(document))
        {
            texts.AddRange([operation.Summary, operation.Description]);
            texts.AddRange((operation.Parameters ?? []).Select(parameter => parameter.Description));
            texts.AddRange(operation.Responses!.Values.Select(response => response.Description));
        }

        texts.AddRange(document.Components!.Schemas!.Values.SelectMany(schema => schema.Properties?.Values ?? [])
            .Select(property => property.Description));
        Assert.True(texts.Count > 50);
        Assert.All(texts, text => Assert.Equal(language == "zh-CN", text!.Any(letter => letter is >= '一' and <= '鿿')));
    }

    [Fact]
    public async Task EveryDescribedAddress_Answers_WithTheFieldsItsSchemaNames()
    {
        var document = await ReadAsync("en");
        foreach (var (path, item) in document.Paths)
        {
            var operation = item.Operations!.Values.Single();
            var address = path;
            foreach (var parameter in operation.Parameters ?? [])
            {
                if (parameter.In == ParameterLocation.Path)
                    address = address.Replace($"{{{parameter.Name}}}", parameter.Example!.GetValue<string>());
                else if (parameter.Example is not null)
                    address += $"{(address.Contains('?') ? '&' : '?')}{parameter.Name}={parameter.Example.GetValue<string>()}";
            }

            var answer = await app.SendAsync(address, app.Analyst);
            Assert.Contains(((int)answer.StatusCode).ToString(), operation.Responses!.Keys);
            if (answer.StatusCode != HttpStatusCode.OK
                || !operation.Responses["200"].Content!.TryGetValue("application/json", out var content)) continue;
            AssertFits(content.Schema!, await ApiApp.JsonOf(answer), path);
            AssertFits(content.Schema!, JsonElement.Parse(content.Example!.ToJsonString()), path + " example");
        }
    }

    private static void AssertFits(IOpenApiSchema schema, JsonElement json, string where)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object when schema.Properties?.Count > 0:
                Assert.Equal((where, string.Join(' ', schema.Properties.Keys.Order())),
                    (where, string.Join(' ', json.EnumerateObject().Select(field => field.Name).Order())));
                foreach (var field in json.EnumerateObject())
                    AssertFits(schema.Properties[field.Name], field.Value, $"{where} {field.Name}");
                break;
            case JsonValueKind.Array:
                Assert.NotNull(schema.Items);
                foreach (var item in json.EnumerateArray()) AssertFits(schema.Items, item, where);
                break;
            case JsonValueKind.String when schema.Enum?.Count > 0:
                Assert.Contains(json.GetString(), schema.Enum.Select(value => value?.GetValue<string>()));
                break;
            case JsonValueKind.Number:
                Assert.True((schema.Type & (JsonSchemaType.Number | JsonSchemaType.Integer)) != 0
                    && (schema.Type & JsonSchemaType.String) == 0, where);
                break;
            case JsonValueKind.Null:
                Assert.True(schema.Type is null || schema.Type.Value.HasFlag(JsonSchemaType.Null), where);
                break;
        }
    }

    private static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) =>
        document.Paths.Values.SelectMany(path => path.Operations!.Values);

    private async Task<OpenApiDocument> ReadAsync(string language)
    {
        var answer = await app.SendAsync(Address, null, ("Accept-Language", language));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var read = OpenApiDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation), "json");
        Assert.Empty(read.Diagnostic!.Errors);
        return read.Document!;
    }
}
