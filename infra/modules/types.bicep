metadata description = 'Types that several modules use.'

@export()
@description('Tags of a resource.')
type Tags = {
  @description('Value of the tag of this name.')
  *: string
}

@export()
@description('Settings of the app, by their names.')
type AppSettings = {
  @description('Value of the setting of this name.')
  *: string
}
