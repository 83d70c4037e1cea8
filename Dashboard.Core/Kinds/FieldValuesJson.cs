using System.Text.Json;
using System.Text.Json.Serialization;

namespace Concentric.Kinds;

/// <summary>Writes values by the keys of their fields, and reads them back as what the fields hold: so a form is kept as a draft.</summary>
internal sealed class FieldValuesJson : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(FieldValues<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert))!;

    private sealed class Converter<TValues> : JsonConverter<TValues>
        where TValues : IFieldValues, new()
    {
        public override TValues Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = new TValues();
            using var document = JsonDocument.ParseValue(ref reader);
            var fields = AllKinds.Of(typeToConvert.GetGenericArguments()[0])!.Declared;
            foreach (var property in document.RootElement.EnumerateObject())
            {
                // A draft of an earlier version may know fields that are gone.
                // One of before terms were the office's tells them by a number.
                if (fields.FirstOrDefault(field => field.Key == property.Name) is { } field
                    && !(field.Type == FieldDataType.Category && property.Value.ValueKind == JsonValueKind.Number))
                    values[field] = property.Value.Deserialize(TypeOf(field));
            }

            return values;
        }

        public override void Write(Utf8JsonWriter writer, TValues value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var field in value.Told)
            {
                writer.WritePropertyName(field.Key);
                var said = value[field] is not FieldList list
                    ? value[field]
                    : field.Type == FieldDataType.Addresses ? list.Texts : list.Ids;
                JsonSerializer.Serialize(writer, said, said is null || !field.Type.IsList() ? TypeOf(field) : said.GetType());
            }

            writer.WriteEndObject();
        }

        private static Type TypeOf(Field field) => field.Type switch
        {
            FieldDataType.Day => typeof(DateOnly?),
            FieldDataType.YesNo => typeof(bool?),
            FieldDataType.Community => typeof(int?),
            FieldDataType.Term => typeof(Nullable<>).MakeGenericType(field.TermType!),
            FieldDataType.Reference => typeof(long?),
            FieldDataType.References or FieldDataType.Communities => typeof(List<long>),
            FieldDataType.Addresses => typeof(List<string>),
            _ when field.Type.IsNumber() => typeof(long?),
            _ => typeof(string),
        };
    }
}
