/** Types of .NET that no other language has a word for. */
export const undefinedNames =
  /\b(Version|DayOfWeek|IDictionary|IEnumerable|ICollection|IList|ArrayList|Hashtable|Array|Exception|ValueTuple|Action|Func|MailAddress|TimeZoneInfo|CultureInfo|IPAddress|BigInteger|Int128|UInt128|UIntPtr|Half|Complex|Encoding|Regex|StringBuilder|Task|Lazy|Delegate|Random|BitArray|NameValueCollection|JsonElement|JsonDocument|JsonNode|XElement|XDocument|XmlDocument|DataTable|DataSet|Rune|Index|Range|MemoryStream|FileInfo|CancellationToken|DBNull|Attribute|Assembly|OrderedDictionary|StringDictionary|StringCollection)\b/

/** Collections of .NET that the reference takes for no collections (M-4.8). */
export const otherCollections =
  /\b(IList|ISet|IReadOnly(List|Collection|Dictionary|Set)|Sorted(Set|List|Dictionary)|LinkedList|Concurrent\w+|IOrderedDictionary|ObservableCollection|Collection|PriorityQueue|Immutable\w+|Frozen\w+)(?=[<[>'2])|\b(IList|ISet|IReadOnly\w+|Sorted\w+|LinkedList|ConcurrentDictionary) = null/
